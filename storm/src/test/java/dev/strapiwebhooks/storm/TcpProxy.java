package dev.strapiwebhooks.storm;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a receiver and its database that can be cut, or swallow what it is given. Thread-safe. */
final class TcpProxy implements Closeable {
    private static final int CONNECT_MILLIS = 5000;
    private static final int BACKLOG = 50;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final ServerSocket listener = new ServerSocket(0, BACKLOG, loopback);
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowing;

    TcpProxy(int target) throws IOException {
        this.target = target;
        inBackground(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * Ends all connections.
     *
     * @param rudely with a reset
     */
    void cut(boolean rudely) {
        links.forEach(link -> link.cut(rudely));
    }

    /** From now on connections are accepted, and what comes is forgotten. */
    void swallow() {
        swallowing = true;
    }

    void stopSwallowing(boolean rudely) {
        swallowing = false;
        cut(rudely);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Link link = new Link(listener.accept());
                links.add(link);
                inBackground(link::open);
            } catch (IOException e) {
                // closed, or the client was faster
            }
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut(false);
    }

    private final class Link {
        private final Socket client;
        private final Socket server = new Socket();
        /** A connection with a gap must not go on. */
        private volatile boolean hasGap;

        Link(Socket client) {
            this.client = client;
        }

        void open() {
            try {
                server.connect(new InetSocketAddress(loopback, target), CONNECT_MILLIS);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
            } catch (IOException e) {
                cut(false);
                return;
            }
            inBackground(() -> pump(server, client));
            pump(client, server);
        }

        private void pump(Socket from, Socket to) {
            byte[] buffer = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (swallowing) {
                        hasGap = true;
                    } else if (hasGap) {
                        break;
                    } else {
                        out.write(buffer, 0, count);
                    }
                }
            } catch (IOException e) {
                // as good as the end
            }
            cut(false);
        }

        void cut(boolean rudely) {
            links.remove(this);
            close(client, rudely);
            close(server, rudely);
        }

        private static void close(Socket socket, boolean rudely) {
            try {
                if (rudely) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException e) {
                // closed already
            }
        }
    }
}
