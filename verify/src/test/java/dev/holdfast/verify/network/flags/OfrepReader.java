package dev.holdfast.verify.network.flags;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.control.flag.FlagsVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Has the server evaluate a flag over OFREP. It gets no answer while the server is away, and never a wrong one. */
final class OfrepReader implements Reader {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client;
    private final HttpRequest request;
    private final String flag;
    private final Watch watch;
    private final Sightings sightings;
    private final Forward forward;

    OfrepReader(HttpClient client, String address, String token, String flag, Watch watch, Sightings sightings) {
        this.client = client;
        this.request = HttpRequest.newBuilder(URI.create(address + "/ofrep/v1/evaluate/flags/" + flag))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"context\": {\"targetingKey\": \"ann\"}}"))
                .build();
        this.flag = flag;
        this.watch = watch;
        this.sightings = sightings;
        this.forward = new Forward(name(), watch);
    }

    @Override
    public String name() {
        return "the reader over OFREP";
    }

    @Override
    public long sequence() {
        return forward.sequence();
    }

    @Override
    public void take() throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                answered(answer);
            } else if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                watch.wrong(name() + " was answered " + answer.statusCode());
            }
        } catch (IOException e) {
            // The server is away.
        }
    }

    private void answered(HttpResponse<byte[]> answer) {
        Optional<FlagsVersion> version = answer.headers().firstValue("X-Flags-Version").flatMap(FlagsVersion::read);
        forward.to(version);
        long value = JsonObject.parse(answer.body()).number("value");
        version.ifPresentOrElse(
                known -> sightings.saw(name(), known, flag, value), () -> watch.wrong(name() + " was not told the version"));
    }
}
