package dev.holdfast.control.flag.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
    private static Parsed read(String json) {
        return JsonText.document(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Parsed.Fault fault(String json) {
        return assertInstanceOf(Parsed.Fault.class, read(json));
    }

    @Test
    void whatIsReadIsWrittenInOneForm() {
        Parsed.Document document = assertInstanceOf(
                Parsed.Document.class, read(" { \"b\" : [ 1.0 , 2e1, null, true, false ], \"a\" : \"\\u00e4\\n\\u0001\\\"\\\\\" , \"B\":{} } "));
        assertEquals("{\"B\":{},\"a\":\"ä\\n\\u0001\\\"\\\\\",\"b\":[1,20,null,true,false]}", CanonicalJson.text(document.value()));
    }

    @Test
    void everyValueHasItsPlace() {
        Parsed.Document document = assertInstanceOf(Parsed.Document.class, read("{\n  \"a/b\": [1,\n    {\"~\": 2}]\n}"));
        assertEquals(new Place(2, 3), document.place(Pointer.ROOT.to("a/b")));
        assertEquals(new Place(2, 11), document.place(Pointer.ROOT.to("a/b").to(0)));
        assertEquals(new Place(3, 6), document.place(new Pointer("/a~1b/1/~0")));
        assertEquals(new Place(3, 5), document.place(new Pointer("/a~1b/1/none/of/these")));
    }

    @Test
    void aDoubledKeyIsAFaultAtItsSecondPlace() {
        Parsed.Fault fault = fault("{\"a\": {\"x\": 1,\n \"x\": 2}}");
        assertEquals(new Pointer("/a/x"), fault.pointer());
        assertEquals(new Place(2, 2), fault.place());
    }

    @Test
    void brokenTextIsAFaultWhereItBreaks() {
        assertEquals(new Pointer("/a/1"), fault("{\"a\": [1, x]}").pointer());
        assertEquals(2, fault("{\"a\": 1,\n nope}").place().line());
        assertEquals("there is no JSON", fault("  ").message());
        assertEquals("something follows after the end of the JSON", fault("{} {}").message());
        assertEquals("this is not JSON", fault("{\"a\": ").message());
    }

    @Test
    void deepNestingIsRefusedBeforeItIsFollowed() {
        assertInstanceOf(Parsed.Fault.class, read("[".repeat(100_000)));
    }
}
