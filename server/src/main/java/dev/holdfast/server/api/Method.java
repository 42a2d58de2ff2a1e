package dev.holdfast.server.api;

/** A method of HTTP. HEAD is served wherever GET is. */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE
}
