package server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A connection that carries one request at a time. Belongs to the load's thread. */
final class Connection {
    private final Answer answer = new Answer();
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer[] out = {};
    private Shot shot;
    private long due;
    private Tally tally;
    private long turn;
    private boolean busy;

    private Connection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    }

    static Connection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        return new Connection(channel, selector);
    }

    Shot shot() {
        return shot;
    }

    Answer answer() {
        return answer;
    }

    /** When its request should have been sent. */
    long due() {
        return due;
    }

    /** Where its outcome counts. */
    Tally tally() {
        return tally;
    }

    /** Which of its requests it carries, so that an old deadline does not hit a new one. */
    long turn() {
        return turn;
    }

    boolean isBusy() {
        return busy;
    }

    /** Takes a request over and sends as much as goes at once. */
    void start(Shot next, long dueNanos, Tally counts) throws IOException {
        shot = next;
        due = dueNanos;
        tally = counts;
        turn++;
        busy = true;
        out = next.first();
        answer.begin(next);
        if (channel.isConnected()) {
            write();
        }
    }

    void end() {
        busy = false;
    }

    /** What was possible while it could be; true once the answer is whole. */
    boolean ready(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write();
            return false;
        }
        if (key.isReadable() && read(buffer)) {
            return true;
        }
        if (key.isValid() && key.isWritable()) {
            write();
        }
        return false;
    }

    private boolean read(ByteBuffer buffer) throws IOException {
        while (true) {
            buffer.clear();
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("the server ended the connection");
            }
            if (count == 0) {
                return false;
            }
            if (!busy) {
                throw new IOException("an answer to nothing");
            }
            if (answer.take(buffer.flip())) {
                return true;
            }
            if (answer.takeLeave()) {
                out = shot.rest();
                write();
            }
            if (buffer.limit() < buffer.capacity()) {
                return false;
            }
        }
    }

    private void write() throws IOException {
        ByteBuffer last = out[out.length - 1];
        channel.write(out);
        key.interestOps(last.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Whether all of the request was sent, so that another may follow on the same connection. */
    boolean isSent() {
        return out.length == 0 || !out[out.length - 1].hasRemaining();
    }

    void close() {
        busy = false;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is expected of it any more.
        }
    }
}
