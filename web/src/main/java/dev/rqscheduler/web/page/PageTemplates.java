/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders the templates, which are compiled at build time. */
final class PageTemplates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplates.class.getClassLoader(), "dev.rqscheduler.web.page.jte");

    String render(String template, Map<String, Object> parameters) {
        StringOutput html = new StringOutput(16_384);
        engine.render(template, parameters, html);
        return html.toString();
    }
}
