package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.testkit.demo.Block.Part;
import io.github.lighthousecompat.testkit.demo.Step.Kind;
import java.util.List;
import java.util.function.Function;

/** The picture of a run: a column for each block, the weight above it, and a lane for each version. */
final class Timeline {
    private static final double LEFT = 64;
    private static final double WIDTH = 1116;
    private static final double RIGHT = LEFT + WIDTH;
    private static final double TOP = 72;
    private static final double ALL = 88;
    private static final double NONE = 176;
    private static final double LANE = 38;
    private static final double LANE_V4 = 206;
    private static final double LANE_V5 = 254;
    private static final double UNDER = 304;
    private static final double AXIS = 334;
    private static final int TICK = 8;
    /** Too narrow for a label. */
    private static final double NARROW = 26;
    /** Wide enough for three words. */
    private static final double WIDE = 104;

    private final List<Step> steps;
    private final List<Block> blocks;
    private final double column;
    private final Markup out = new Markup();

    private Timeline(DemoResult result) {
        this.steps = result.steps();
        this.blocks = result.blocks();
        this.column = WIDTH / blocks.size();
    }

    static String of(DemoResult result) {
        return new Timeline(result).draw();
    }

    private String draw() {
        out.line("<svg class=\"timeline\" viewBox=\"0 24 1200 332\" role=\"img\" aria-labelledby=\"tt td\">");
        out.line("<title id=\"tt\">Blocks by the version that answered, and the weight of v5</title>");
        out.line("<desc id=\"td\">%s</desc>", Markup.escape(description()));
        forkArea();
        weight();
        lanes();
        steps.forEach(this::label);
        replayed();
        denied();
        axis();
        return out.line("</svg>").toString();
    }

    private String description() {
        long byV5 = blocks.stream().filter(b -> b.v5() == Part.PRIMARY).count();
        StringBuilder text = new StringBuilder();
        text.append(blocks.size()).append(" blocks; v4 answered ").append(blocks.size() - byV5);
        text.append(", v5 answered ").append(byV5).append('.');
        steps.stream()
                .filter(step -> step.blocks() > 0)
                .forEach(step -> text.append(" Blocks ")
                        .append(step.first())
                        .append(" to ")
                        .append(step.last())
                        .append(": ")
                        .append(step.title())
                        .append('.'));
        return text.toString();
    }

    private double x(long block) {
        return LEFT + (block - 1) * column;
    }

    private void forkArea() {
        blocks.stream().filter(b -> b.fork() == Fork.DENEB).findFirst().ifPresent(first -> {
            double x = x(first.number());
            out.line(
                    "<rect class=\"forkarea\" x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%.0f\"/>",
                    x, TOP, RIGHT - x, AXIS - TOP - 6);
            out.line(
                    "<line class=\"forkline\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" y2=\"%.0f\"/>",
                    x, x, TOP - 2, AXIS - 6);
        });
    }

    private void weight() {
        for (int percent = 0; percent <= 100; percent += 50) {
            double y = y(percent / 100.0);
            out.line("<line class=\"grid\" x1=\"%.0f\" x2=\"%.0f\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, RIGHT, y, y);
            out.line("<text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>", LEFT - 12, y + 4, percent);
        }
        StringBuilder path = new StringBuilder();
        String verb = "M";
        for (Block block : blocks) {
            String y = Markup.number(y(block.share().ratio()));
            path.append(verb)
                    .append(Markup.number(x(block.number())))
                    .append(' ')
                    .append(y);
            path.append('H').append(Markup.number(x(block.number() + 1)));
            verb = "L";
        }
        out.line("<path class=\"area\" d=\"%sV%.1fH%.1fZ\"/>", path, NONE, LEFT);
        out.line("<path class=\"share\" d=\"%s\"/>", path);
    }

    private static double y(double share) {
        return NONE - share * (NONE - ALL);
    }

    private void lanes() {
        lane("v4", LANE_V4, Block::v4);
        lane("v5", LANE_V5, Block::v5);
        for (Block block : blocks) {
            for (int i = 0; i < block.blobs(); i++) {
                out.line(
                        "<circle class=\"blob\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
                        x(block.number()) + column / 2, UNDER + 2 + 7.0 * i, Math.min(2.6, column / 3));
            }
        }
    }

    private void lane(String version, double y, Function<Block, Part> part) {
        out.line(
                "<text class=\"lane %s\" x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%s</text>",
                version, LEFT - 14, y + LANE / 2 + 6, version);
        double width = column - Math.min(2.4, column / 5);
        for (Block block : blocks) {
            boolean isDenied = block.isDenied() && version.equals("v5");
            if (part.apply(block) == Part.NONE) {
                continue;
            }
            String style = switch (part.apply(block)) {
                case PRIMARY -> version;
                case FED -> version + " fed";
                default -> isDenied ? "bad" : version + " replayed";
            };
            double inset = style.endsWith("replayed") ? 0.6 : 0;
            out.line(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"><title>%s</title></rect>",
                    style,
                    x(block.number()) + (column - width) / 2 + inset,
                    y + inset,
                    width - 2 * inset,
                    LANE - 2 * inset,
                    Math.min(3.5, width / 3),
                    tip(
                            block,
                            version,
                            isDenied ? "called it INVALID" : part.apply(block).label()));
        }
    }

    private static String tip(Block block, String version, String what) {
        return "Block " + block.number() + ", " + block.fork().consensusName() + ": " + version + " " + what + ". "
                + block.transactions() + " transactions, " + block.withdrawals() + " withdrawals, " + block.blobs()
                + " blobs. " + block.hash();
    }

    private void label(Step step) {
        if (step.kind() == Kind.REFUSED) {
            endOfV4();
        }
        if (step.blocks() == 0) {
            return;
        }
        double from = x(step.first()) + 3;
        double to = x(step.last() + 1) - 3;
        String style = step.kind() == Kind.FORK ? "forkname" : "name";
        out.line("<path class=\"bracket\" d=\"M%.1f 62v-5H%.1fv5\"/>", from, to);
        if (to - from < NARROW) {
            return;
        }
        out.line(
                "<text class=\"%s\" x=\"%.1f\" y=\"48\" text-anchor=\"middle\">%s</text>",
                style, (from + to) / 2, Markup.escape(step.title().replaceFirst("^(canary|weight) ", "")));
    }

    /** v4 has no blocks past the fork, so there is room to say why. */
    private void endOfV4() {
        blocks.stream().filter(b -> b.fork() == Fork.DENEB).findFirst().ifPresent(first -> {
            double middle = (x(first.number()) + RIGHT) / 2;
            out.line(
                    "<text class=\"name\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">outdated</text>",
                    middle, LANE_V4 + 16);
            if (RIGHT - x(first.number()) < WIDE) {
                return;
            }
            out.line(
                    "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">way back refused</text>", middle, LANE_V4 + 32);
        });
    }

    private void replayed() {
        int from = 0;
        while (from < blocks.size()) {
            int to = from;
            while (to < blocks.size() && blocks.get(to).v5() == Part.REPLAYED) {
                to++;
            }
            if (to > from) {
                double left = x(from + 1) + 2;
                double right = x(to + 1) - 2;
                out.line("<path class=\"bracket\" d=\"M%.1f %.0fv5H%.1fv-5\"/>", left, UNDER - 6, right);
                // over a few columns the words would run into what stands beside them
                String words = to - from < 4 ? "" : " replayed";
                out.line(
                        "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%d%s</text>",
                        (left + right) / 2, UNDER + 14, to - from, words);
            }
            from = to + 1;
        }
    }

    private void denied() {
        blocks.stream().filter(Block::isDenied).forEach(block -> {
            double x = x(block.number()) + column / 2;
            double y = LANE_V5 + LANE / 2;
            double arm = Math.min(4, column / 4);
            out.line(
                    "<path class=\"cross\" d=\"M%.1f %.1fl%.1f %.1fm0 %.1fl%.1f %.1f\"/>",
                    x - arm, y - arm, 2 * arm, 2 * arm, -2 * arm, -2 * arm, 2 * arm);
            out.line("<line class=\"alarmline\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" y2=\"%.0f\"/>", x, x, ALL, LANE_V4);
            out.line("<text class=\"alarm\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">conflict</text>", x, ALL - 6);
        });
    }

    private void axis() {
        for (int number = TICK; number <= blocks.size(); number += tick()) {
            out.line(
                    "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%d</text>",
                    x(number) + column / 2, AXIS + 14, number);
        }
        out.line("<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">block</text>", LEFT - 12, AXIS + 14);
    }

    /** So many labels that none touches the next. */
    private int tick() {
        return TICK * (1 + blocks.size() / (TICK * 24));
    }
}
