package dev.holdfast.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 without TLS. A client that knows may begin with it; one that asks for it within a request of HTTP/1.1 gets it only if that request
 * has no body, because Jetty would hand the request on without the body.
 */
final class ClearTextHttp2 extends HTTP2CServerConnectionFactory {
    ClearTextHttp2(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public @Nullable Connection upgradeConnection(
            Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable responseFields) {
        HttpFields fields = request.getHttpFields();
        boolean body = fields.contains(HttpHeader.TRANSFER_ENCODING) || fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
        return body ? null : super.upgradeConnection(connector, endPoint, request, responseFields);
    }
}
