package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.route.Difference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The files of a comparison log. Used by one thread at a time. */
final class ComparisonFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final String client;
    private final ComparisonLog log;
    private @Nullable OutputStream out;
    private long size;
    private boolean failing;

    /** Opens nothing yet. */
    ComparisonFile(String client, ComparisonLog log) {
        this.client = client;
        this.log = log;
    }

    /** Whether a line could be written; that it could not is told once, until it can again. */
    boolean write(Divergence divergence) {
        byte[] line = line(divergence);
        try {
            append(line);
            if (failing) {
                failing = false;
                LOG.info("client {}: the comparison log {} is written again", client, log.path());
            }
            return true;
        } catch (IOException e) {
            close();
            if (!failing) {
                failing = true;
                LOG.warn(
                        "client {}: the comparison log {} can't be written, divergences are only counted until it can: {}",
                        client,
                        log.path(),
                        e.toString());
            }
            return false;
        }
    }

    private void append(byte[] line) throws IOException {
        // a file that somebody moved or deleted would take lines that nobody can read
        if (out != null && !Files.exists(log.path())) {
            close();
        }
        OutputStream to = out != null ? out : open();
        if (size > 0 && size + line.length > log.fileSize()) {
            close();
            rotate();
            to = open();
        }
        to.write(line);
        size += line.length;
    }

    private OutputStream open() throws IOException {
        OutputStream opened = Files.newOutputStream(log.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = opened;
        size = Files.size(log.path());
        return opened;
    }

    private void rotate() throws IOException {
        for (int i = log.files() - 1; i > 0; i--) {
            Path from = numbered(i - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(log.path());
    }

    private Path numbered(int number) {
        return number == 0 ? log.path() : log.path().resolveSibling(log.path().getFileName() + "." + number);
    }

    private byte[] line(Divergence divergence) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("at", divergence.at().toString());
            json.writeStringProperty("client", client);
            json.writeStringProperty("operation", divergence.operation());
            json.writeStringProperty("verdict", divergence.verdict().label());
            json.writeStringProperty("primary", divergence.primary());
            json.writeNumberProperty("tookMicros", divergence.took().toNanos() / 1_000);
            json.writeStringProperty("other", divergence.other());
            json.writeNumberProperty("otherTookMicros", divergence.otherTook().toNanos() / 1_000);
            json.writeArrayPropertyStart("differences");
            for (Difference difference : divergence.differences()) {
                json.writeStartObject();
                json.writeStringProperty("path", difference.path());
                json.writeStringProperty("answer", difference.answer());
                json.writeStringProperty("otherAnswer", difference.otherAnswer());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return line.toByteArray();
    }

    /** Closes the file; the next line opens it again. */
    @Override
    public void close() {
        OutputStream open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("client {}: the comparison log {} could not be closed", client, log.path(), e);
            }
        }
    }
}
