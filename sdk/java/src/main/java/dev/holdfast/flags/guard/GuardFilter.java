package dev.holdfast.flags.guard;

import dev.holdfast.control.flag.guard.Guard;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@link OperationGuard} in a servlet container: map it to the operations that it guards, before whatever reads their bodies. Thread-safe. */
public final class GuardFilter implements Filter {
    private final OperationGuard guard;

    public GuardFilter(OperationGuard guard) {
        this.guard = guard;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            filter(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Decision decision = guard.decide(Optional.ofNullable(request.getHeader(Guard.HEADER)));
        decision.version().ifPresent(version -> response.setHeader(Guard.HEADER, version.toString()));
        switch (decision) {
            case Decision.Allowed allowed -> chain.doFilter(request, response);
            case Decision.Refused refused -> {
                byte[] body = refused.body().getBytes(StandardCharsets.UTF_8);
                response.setStatus(Decision.Refused.STATUS);
                response.setContentType("application/json");
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
        }
    }
}
