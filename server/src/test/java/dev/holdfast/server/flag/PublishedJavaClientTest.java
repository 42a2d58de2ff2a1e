package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.server.api.Caller;
import dev.holdfast.server.http.HttpHost;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenFeature's own client for Java, unmodified, against the service. */
final class PublishedJavaClientTest {
    private static final ImmutableContext ANN = new ImmutableContext("ann", Map.of("plan", new Value("pro")));
    private static final ImmutableContext BOB = new ImmutableContext("bob", Map.of("plan", new Value("free")));

    private final OpenFeatureAPI openFeature = OpenFeatureAPI.getInstance();
    private HttpHost host;
    private Client client;

    @BeforeEach
    void start() {
        DeliveryRoutes routes = ShopFlags.routes();
        host = HttpHost.local(routes.routes(), credentials -> Caller.anonymous(credentials.address()));
        openFeature.setProviderAndWait(OfrepProvider.constructProvider(
                OfrepProviderOptions.builder().baseUrl(host.address().toString()).build()));
        client = openFeature.getClient();
    }

    @AfterEach
    void stop() {
        openFeature.shutdown();
        host.close();
    }

    private int seats(ImmutableContext context, String variant, String reason) {
        FlagEvaluationDetails<Value> plan = client.getObjectDetails("plan", new Value(), context);
        assertEquals(variant, plan.getVariant());
        assertEquals(reason, plan.getReason());
        return plan.getValue().asStructure().getValue("seats").asInteger();
    }

    @Test
    void readsWhatTheRulesGiveEachUser() {
        assertEquals(5, seats(ANN, "pro", "TARGETING_MATCH"));
        assertEquals(1, seats(BOB, "free", "DEFAULT"));
        assertEquals("shop", client.getObjectDetails("plan", new Value(), ANN).getFlagMetadata().getString("team"));
    }

    @Test
    void readsAFlagWithASlashInItsName() {
        FlagEvaluationDetails<Integer> number = client.getIntegerDetails("a/b", 42, ANN);
        assertEquals(1, number.getValue());
        assertEquals("STATIC", number.getReason());
    }

    @Test
    void takesItsDefaultWhereThereIsNoFlagOrAnotherType() {
        FlagEvaluationDetails<Boolean> unknown = client.getBooleanDetails("unknown", true, ANN);
        assertEquals(true, unknown.getValue());
        assertEquals(ErrorCode.FLAG_NOT_FOUND, unknown.getErrorCode());
        FlagEvaluationDetails<Boolean> number = client.getBooleanDetails("a/b", true, ANN);
        assertEquals(true, number.getValue());
        assertEquals(ErrorCode.TYPE_MISMATCH, number.getErrorCode());
    }
}
