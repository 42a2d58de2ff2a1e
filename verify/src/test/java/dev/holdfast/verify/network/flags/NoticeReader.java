package dev.holdfast.verify.network.flags;

import dev.holdfast.control.flag.FlagsVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Listens to the notices of versions as a browser does: one stream after the other. */
final class NoticeReader implements Reader {
    private static final Pattern VERSION = Pattern.compile("data: *\\{\"type\":\"flagsVersion\",\"flagsVersion\":\"([^\"]+)\"}");

    private final HttpClient client;
    private final HttpRequest request;
    private final Watch watch;
    private final Sightings sightings;
    private final Forward forward;

    NoticeReader(HttpClient client, String address, String token, Watch watch, Sightings sightings) {
        this.client = client;
        this.request = HttpRequest.newBuilder(URI.create(address + "/flags/v1/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .build();
        this.watch = watch;
        this.sightings = sightings;
        this.forward = new Forward(name(), watch);
    }

    @Override
    public String name() {
        return "the listener";
    }

    @Override
    public long sequence() {
        return forward.sequence();
    }

    /** Listens until the stream ends. */
    @Override
    public void take() throws InterruptedException {
        try {
            HttpResponse<Stream<String>> stream = client.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = stream.body()) {
                if (stream.statusCode() == 200) {
                    lines.forEach(this::heard);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The server is away, or the stream broke.
        }
    }

    private void heard(String line) {
        Matcher matcher = VERSION.matcher(line);
        if (matcher.matches()) {
            FlagsVersion version = FlagsVersion.read(matcher.group(1)).orElseThrow();
            forward.to(Optional.of(version));
            sightings.saw(name(), version);
            watch.stir();
        }
    }
}
