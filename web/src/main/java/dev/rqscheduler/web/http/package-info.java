/**
 * A small HTTP server on top of {@code jdk.httpserver}: routes, requests, responses and their protection. Independent of RQ.
 *
 * <h2>How to add a page</h2>
 *
 * Write a class like {@code JobPages}, and list it in {@code HtmlPages} (package {@code dev.rqscheduler.web.page}):
 *
 * <pre>{@code
 * void addTo(Routes.Builder routes) {
 *     routes.get("/jobs/{id}", request -> Response.html(page(request.parameter("id"))));
 *     routes.post("/jobs/{id}/cancel", request -> {
 *         site.scheduler().cancel(request.parameter("id"));
 *         return Response.seeOther("/jobs");
 *     });
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code get} is a read: open on loopback, but needs the token on other addresses. {@code post}, {@code put} and {@code
 *       delete} are changes: they need the token, from a header or a login, and are refused if sent by another site. Handlers
 *       need no checks of their own.
 *   <li>Each form has a hidden field {@code _csrf} with {@code request.visitor().csrf()}; htmx sends the same value in the
 *       header {@code X-CSRF-Token}. Show buttons only if {@code visitor().mayChange()}; otherwise link to {@code
 *       /login?next=/path}.
 *   <li>Pages have no inline scripts or styles: the Content-Security-Policy forbids both. Files are {@link
 *       dev.rqscheduler.web.http.Assets}, whose URLs contain a digest; register its handler with {@code
 *       routes.open(Assets.PATH, assets.handler())}. htmx must be configured with {@code
 *       includeIndicatorStyles: false} and {@code allowEval: false} in a {@code meta name="htmx-config"}.
 *   <li>For errors, throw an {@link dev.rqscheduler.web.http.HttpProblem} with a status and one clear line. Errors and the login
 *       are rendered by {@link dev.rqscheduler.web.http.ServerPages}.
 *   <li>{@link dev.rqscheduler.web.http.Response#events} is a stream of server-sent events; each runs on its own thread, and
 *       their number is limited.
 * </ul>
 */
@NullMarked
package dev.rqscheduler.web.http;

import org.jspecify.annotations.NullMarked;
