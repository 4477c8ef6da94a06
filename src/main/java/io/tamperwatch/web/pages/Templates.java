package io.tamperwatch.web.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages' templates; the build checks that each finds what it names. */
@CheckedTemplate(basePath = "pages")
final class Templates {

    private Templates() {}

    static native TemplateInstance findings(Shell shell, FindingsView view);

    static native TemplateInstance finding(Shell shell, FindingView view);

    static native TemplateInstance watches(Shell shell, WatchesView view);

    static native TemplateInstance posture(Shell shell, PostureView view);

    static native TemplateInstance check(Shell shell, PostureView.Entry entry);

    static native TemplateInstance suppressions(Shell shell, SuppressionsView view);

    static native TemplateInstance catalogue(Shell shell, CatalogueView view);

    static native TemplateInstance detection(Shell shell, CatalogueView.Entry entry);

    static native TemplateInstance login(Shell shell, LoginView view);

    static native TemplateInstance problem(Shell shell, ProblemView view);
}
