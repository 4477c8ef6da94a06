package io.tamperwatch.web;

import io.vertx.ext.web.RoutingContext;

/** Tells people who use the pages about a problem, in place of the JSON that programs get. */
public interface ProblemPage {

    /** @return false when it is for a program, and has not been answered */
    boolean answer(RoutingContext context, int status, String title, String detail);
}
