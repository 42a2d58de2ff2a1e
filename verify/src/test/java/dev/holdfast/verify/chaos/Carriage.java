package dev.holdfast.verify.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One connection over a {@link Link}, with one thread for each direction. */
final class Carriage {
    private static final int BUFFER_BYTES = 16 << 10;

    private final Socket client;
    private final Supplier<Duration> delay;
    private final Semaphore nobody = new Semaphore(0);
    private volatile boolean isLost;

    Carriage(Socket client, Supplier<Duration> delay) {
        this.client = client;
        this.delay = delay;
    }

    /** From now on neither side hears anything of the other, nor that it left. */
    void lose() {
        isLost = true;
    }

    /** Carries until the client leaves, or the server does and the client may hear of it. */
    void run(int serverPort) {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            Thread back = Thread.ofVirtual().name("link-back").start(() -> back(server));
            pump(client, server);
            server.close();
            back.join();
        } catch (IOException e) {
            // The server is down, or somebody left. Who is lost does not hear of either.
            if (isLost) {
                drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset();
        }
    }

    private void back(Socket server) {
        try {
            pump(server, client);
            if (!isLost) {
                client.close();
            }
        } catch (IOException e) {
            if (!isLost) {
                reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets a client talk to nobody until it leaves. */
    private void drain() {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            assert isLost;
        }
    }

    private void pump(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = from.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            hold();
            if (!isLost) {
                to.getOutputStream().write(buffer, 0, count);
            }
        }
    }

    private void hold() throws InterruptedException {
        Duration now = delay.get();
        if (!now.isZero() && nobody.tryAcquire(now.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("somebody was there");
        }
    }

    /** Closes the client's end so that it hears of it at once. */
    void reset() {
        try (client) {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already, which is as good.
            assert client.isClosed();
        }
    }
}
