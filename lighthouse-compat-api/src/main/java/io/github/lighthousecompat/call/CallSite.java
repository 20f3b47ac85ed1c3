package io.github.lighthousecompat.call;

/**
 * Who makes a call: the client and, behind a routed client, the backend. Immutable and thread-safe.
 *
 * @param client name of the client that the host holds
 * @param backend alias of the backend; the client's name where there is only one
 */
public record CallSite(String client, String backend) {
    /** The site of a client without a router. */
    public static CallSite of(String client) {
        return new CallSite(client, client);
    }

    /** Both names for a message, the second only if it is another. */
    @Override
    public String toString() {
        return client.equals(backend) ? "client " + client : "client " + client + ", backend " + backend;
    }
}
