/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.JsonBody;
import dev.rqscheduler.web.http.JsonObject;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.live.LastHour;
import dev.rqscheduler.web.live.LiveMoves;
import dev.rqscheduler.web.live.Move;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Routes for the moves of this process: a live stream, the most recent moves and the last hour. */
final class MoveRoutes {

    private static final Duration BEAT = Duration.ofSeconds(15);

    /** Pause between batches: there may be thousands of moves a second, sent to a client a few times a second. */
    private static final long PAUSE_MILLIS = 200;

    private final LiveMoves moves;

    MoveRoutes(LiveMoves moves) {
        this.moves = moves;
    }

    void addTo(Routes.Builder routes) {
        routes.get("/api/v1/moves", this::stream)
                .get("/api/v1/moves/recent", this::recent)
                .get("/api/v1/moves/last-hour", this::lastHour);
    }

    private Response stream(Request request) {
        Optional<String> after = request.header("Last-Event-ID").or(() -> request.query("after"));
        long from = after.map(MoveRoutes::number).orElseGet(moves::last);
        return Response.events(sink -> send(sink, from));
    }

    private void send(Response.EventSink sink, long from) throws IOException, InterruptedException {
        long last = from;
        while (true) {
            if (!moves.await(last, BEAT)) {
                sink.beat();
                continue;
            }
            LiveMoves.Page page = moves.after(last, LiveMoves.KEPT);
            if (page.leftOut() > 0) {
                String first = Long.toString(page.last() - page.moves().size());
                sink.send("gap", first, JsonBody.text(Map.of("left_out", page.leftOut())));
            }
            for (Move move : page.moves()) {
                sink.send("move", Long.toString(move.number()), JsonBody.text(json(move)));
            }
            last = page.last();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw HttpProblem.badRequest("Last-Event-ID or after must be the id of an event of this stream");
        }
    }

    private Response recent(Request request) {
        LiveMoves.Page page = moves.after(0, Input.number(request, "limit", 50, 1, LiveMoves.KEPT));
        return Response.json(
                new JsonObject().list("moves", page.moves(), MoveRoutes::json).put("last", page.last()));
    }

    private Response lastHour(Request request) {
        return Response.json(
                new JsonObject().span("width", LastHour.WIDTH).list("intervals", moves.lastHour(), MoveRoutes::json));
    }

    private static JsonObject json(LastHour.Interval interval) {
        return new JsonObject()
                .put("from", interval.from())
                .put("moved", interval.moved())
                .put("others", interval.others())
                .span("median", interval.median())
                .span("p99", interval.p99())
                .span("latest", interval.latest());
    }

    private static JsonObject json(Move move) {
        return new JsonObject()
                .put("number", move.number())
                .put("at", move.at())
                .put("what", move.what())
                .put("job", move.job())
                .put("schedule", move.schedule())
                .put("queue", move.queue())
                .put("due", move.due())
                .span("lateness", move.lateness())
                .put("next", move.next())
                .put("reason", move.reason());
    }
}
