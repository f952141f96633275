/**
 * A small HTTP server over {@code jdk.httpserver}: routes, requests, responses, and all that keeps them safe. Knows nothing of RQ.
 *
 * <h2>How to add a page</h2>
 *
 * Write a {@code RouteSource} (package {@code dev.rqscheduler.web.site}) and name it in {@code dev.rqscheduler.web.SiteMap}:
 *
 * <pre>{@code
 * final class JobPages implements RouteSource {
 *     public void addTo(Routes.Builder routes, Site site) {
 *         routes.get("/jobs/{id}", request -> Response.html(page(site, request.parameter("id"))));
 *         routes.post("/jobs/{id}/cancel", request -> {
 *             site.scheduler().cancel(request.parameter("id"));
 *             return Response.seeOther("/jobs");
 *         });
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code get} is a read: open on loopback, behind the token beyond it. {@code post}, {@code put} and {@code delete} are
 *       changes: they need the token, by a header or a login, and are refused when another site sent them. There is nothing to
 *       check in a handler.
 *   <li>A form of a page has a hidden field {@code _csrf} with {@code request.visitor().csrf()}; htmx sends the same text as
 *       header {@code X-CSRF-Token}. {@code visitor().mayChange()} tells whether to show buttons; if not, link to {@code
 *       /login?next=/path}.
 *   <li>No script and no style within a page: the Content-Security-Policy forbids both. Files are {@link
 *       dev.rqscheduler.web.http.Assets}, whose addresses have a digest in them; register its handler as {@code new
 *       Route(HttpMethod.GET, Assets.PATH, Access.ALWAYS, assets.handler())}. htmx must be told {@code
 *       includeIndicatorStyles: false} and {@code allowEval: false} in a {@code meta name="htmx-config"}.
 *   <li>What goes wrong is a {@link dev.rqscheduler.web.http.HttpProblem} with a status and one clear line. How errors and the
 *       login look is in {@code ProblemPage} and {@code LoginPage}, which {@code SiteMap} names.
 *   <li>{@link dev.rqscheduler.web.http.Response#events} is a stream of server-sent events, which has a thread of its own out
 *       of a bounded number.
 * </ul>
 */
@NullMarked
package dev.rqscheduler.web.http;

import org.jspecify.annotations.NullMarked;

