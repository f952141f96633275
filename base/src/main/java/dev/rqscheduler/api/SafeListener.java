/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards every event to several listeners; one that throws affects neither the scheduler nor the others. */
final class SafeListener implements SchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(SafeListener.class);

    private final List<SchedulerListener> listeners;

    SafeListener(List<SchedulerListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void onOutcome(Outcome outcome) {
        notifyEach(listener -> listener.onOutcome(outcome));
    }

    @Override
    public void onRegistered() {
        notifyEach(SchedulerListener::onRegistered);
    }

    @Override
    public void onTurn() {
        notifyEach(SchedulerListener::onTurn);
    }

    @Override
    public void onPass(PassReport pass) {
        notifyEach(listener -> listener.onPass(pass));
    }

    @Override
    public void onScript(Duration took) {
        notifyEach(listener -> listener.onScript(took));
    }

    @Override
    public void onLease(Duration validFor, Duration spare) {
        notifyEach(listener -> listener.onLease(validFor, spare));
    }

    @Override
    public void onRedisError(RedisException failure) {
        notifyEach(listener -> listener.onRedisError(failure));
    }

    @Override
    public void onFault(RuntimeException failure) {
        notifyEach(listener -> listener.onFault(failure));
    }

    @Override
    public void onZoneRules(ZoneRulesReport report) {
        notifyEach(listener -> listener.onZoneRules(report));
    }

    @Override
    public void onTzdata(Optional<String> before, String by, Optional<String> version, int moved) {
        notifyEach(listener -> listener.onTzdata(before, by, version, moved));
    }

    @Override
    public void onZoneRulesRefused(String reason) {
        notifyEach(listener -> listener.onZoneRulesRefused(reason));
    }

    @Override
    public void onReconnect(int connections) {
        notifyEach(listener -> listener.onReconnect(connections));
    }

    @Override
    public void onStopping() {
        notifyEach(SchedulerListener::onStopping);
    }

    @Override
    public void onLeading() {
        notifyEach(SchedulerListener::onLeading);
    }

    @Override
    public void onStandby(String holder) {
        notifyEach(listener -> listener.onStandby(holder));
    }

    @Override
    public void onLeaseLost(String reason) {
        notifyEach(listener -> listener.onLeaseLost(reason));
    }

    @Override
    public void onRedisAway(String reason) {
        notifyEach(listener -> listener.onRedisAway(reason));
    }

    @Override
    public void onRedisBack(Duration away) {
        notifyEach(listener -> listener.onRedisBack(away));
    }

    @Override
    public void onIdle() {
        notifyEach(SchedulerListener::onIdle);
    }

    private void notifyEach(Consumer<SchedulerListener> message) {
        for (SchedulerListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                log.warn("a listener failed; the scheduler continues", e);
            }
        }
    }
}
