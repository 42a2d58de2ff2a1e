package dev.holdfast.server.telemetry;

import java.util.List;

/** Tells several observers. */
public record RequestObservers(List<RequestObserver> observers) implements RequestObserver {
    public RequestObservers {
        observers = List.copyOf(observers);
    }

    @Override
    public void began() {
        observers.forEach(RequestObserver::began);
    }

    @Override
    public void ended(RequestEnd end) {
        observers.forEach(observer -> observer.ended(end));
    }
}
