package dev.holdfast.flags.openfeature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.flags.Ears;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.ShopDocument;
import dev.holdfast.flags.Site;
import dev.holdfast.flags.sticky.StickyRules;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The provider as OpenFeature's own client sees it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HoldfastProviderTest {
    private static final String DOMAIN = "shop";
    private static final ImmutableContext ANN = new ImmutableContext("ann", Map.of("plan", new Value("pro")));

    private final OpenFeatureAPI openFeature = OpenFeatureAPI.getInstance();
    private final BlockingQueue<EventDetails> stale = new LinkedBlockingQueue<>();
    private final BlockingQueue<EventDetails> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<EventDetails> changed = new LinkedBlockingQueue<>();
    private Site site;
    private FlagsOptions options;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10).streaming();
        options = FlagsOptions.of(site.address()).withTiming(Ears.QUICK);
        client = openFeature.getClient(DOMAIN);
    }

    @AfterEach
    void stop() {
        openFeature.shutdown();
        site.close();
    }

    private void open() {
        openFeature.setProviderAndWait(DOMAIN, new HoldfastProvider(options));
    }

    private static EventDetails next(BlockingQueue<EventDetails> events) throws InterruptedException {
        EventDetails event = events.poll(20, TimeUnit.SECONDS);
        assertNotNull(event, "there was no such event");
        return event;
    }

    @Test
    void givesTheVariantThatSomebodyKeeps() {
        site.assign(Site.keeping("off"));
        openFeature.setProviderAndWait(DOMAIN, new HoldfastProvider(options, StickyRules.of("half").within(Duration.ofSeconds(20))));
        FlagEvaluationDetails<Boolean> half = client.getBooleanDetails("half", true, ANN);
        assertEquals(List.of(false, "off", "SPLIT"), List.of(half.getValue(), half.getVariant(), half.getReason()));
        assertEquals(true, half.getFlagMetadata().getBoolean("kept"));
        assertEquals(1, site.assignments().size());
    }

    @Test
    void givesEachTypeWithItsReasonVariantAndMetadata() {
        open();
        assertEquals(ProviderState.READY, client.getProviderState());
        FlagEvaluationDetails<Integer> rows = client.getIntegerDetails("rows", 0, ANN);
        assertEquals(50, rows.getValue());
        assertEquals("many", rows.getVariant());
        assertEquals("TARGETING_MATCH", rows.getReason());
        assertEquals("lists", rows.getFlagMetadata().getString("owner"));
        assertEquals("shop", rows.getFlagMetadata().getString("team"));
        assertEquals(99.0, rows.getFlagMetadata().getDouble("limit"));
        assertEquals("DEFAULT", client.getIntegerDetails("rows", 0, new ImmutableContext()).getReason());
        assertEquals(50.0, client.getDoubleValue("rows", 0.0, ANN));
        assertEquals("STATIC", client.getBooleanDetails("pay", false, ANN).getReason());
        assertEquals("Spring sale", client.getStringValue("banner", "", ANN));
        assertEquals("SPLIT", client.getBooleanDetails("half", false, ANN).getReason());
        Structure layout = client.getObjectValue("layout", new Value(), ANN).asStructure();
        assertEquals(3, layout.getValue("columns").asInteger());
        List<Value> tags = layout.getValue("tags").asList();
        assertEquals("a", tags.get(0).asString());
        assertEquals(1.5, tags.get(1).asDouble());
        assertTrue(tags.get(2).asBoolean());
        assertTrue(tags.get(3).isNull());
    }

    @Test
    void givesTheProgramsDefaultWithTheErrorsCode() {
        open();
        FlagEvaluationDetails<Boolean> unknown = client.getBooleanDetails("unknown", true, ANN);
        assertTrue(unknown.getValue());
        assertEquals(ErrorCode.FLAG_NOT_FOUND, unknown.getErrorCode());
        assertEquals("ERROR", unknown.getReason());
        assertEquals(ErrorCode.TYPE_MISMATCH, client.getStringDetails("pay", "x", ANN).getErrorCode());
        FlagEvaluationDetails<Integer> half = client.getIntegerDetails("ratio", 7, ANN);
        assertEquals(7, half.getValue());
        assertEquals(ErrorCode.TYPE_MISMATCH, half.getErrorCode());
        FlagEvaluationDetails<Boolean> parked = client.getBooleanDetails("parked", false, ANN);
        assertEquals(false, parked.getValue());
        assertEquals("DISABLED", parked.getReason());
        assertNull(parked.getErrorCode());
        assertEquals("DEFAULT", client.getBooleanDetails("open", true, ANN).getReason());
    }

    @Test
    void tellsWhichFlagsChanged() throws InterruptedException {
        client.onProviderConfigurationChanged(changed::add);
        open();
        site.publish(ShopDocument.pay("off"), 11);
        EventDetails event = next(changed);
        while (event.getFlagsChanged().size() != 1) {
            event = next(changed);
        }
        assertEquals(List.of("pay"), event.getFlagsChanged());
        assertEquals(site.rules().version().toString(), event.getEventMetadata().getString("flagsVersion"));
        assertEquals(false, client.getBooleanValue("pay", true, ANN));
    }

    @Test
    void isStaleWhileTheServerIsAwayAndReadyWhenItIsBack() throws InterruptedException, IOException {
        client.onProviderStale(stale::add);
        client.onProviderReady(ready::add);
        open();
        next(ready);
        site.kill();
        next(stale);
        assertEquals(ProviderState.STALE, client.getProviderState());
        assertTrue(client.getBooleanValue("pay", false, ANN));
        site.restart();
        next(ready);
        assertEquals(ProviderState.READY, client.getProviderState());
    }

    @Test
    void startsWithDefaultsWhenThereIsNoServer() throws InterruptedException, IOException {
        site.kill();
        options = options.withDefaults(ShopDocument.pay("off"));
        client.onProviderStale(stale::add);
        client.onProviderReady(ready::add);
        open();
        next(ready);
        next(stale);
        assertEquals(false, client.getBooleanValue("pay", true, ANN));
        site.restart();
        next(ready);
        assertTrue(client.getBooleanValue("pay", false, ANN));
    }

    @Test
    void isAnErrorWithoutServerAndDefaultsUntilTheServerComes() throws InterruptedException, IOException {
        site.kill();
        client.onProviderReady(ready::add);
        assertThrows(OpenFeatureError.class, this::open);
        FlagEvaluationDetails<Boolean> pay = client.getBooleanDetails("pay", true, ANN);
        assertTrue(pay.getValue());
        assertEquals(ErrorCode.PROVIDER_NOT_READY, pay.getErrorCode());
        site.restart();
        next(ready);
        assertEquals(ProviderState.READY, client.getProviderState());
        assertNull(client.getBooleanDetails("pay", false, ANN).getErrorCode());
    }
}
