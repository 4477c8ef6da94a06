package io.tamperwatch.setting;

/** When observers of the start have their turn, by {@link jakarta.annotation.Priority}: lower ones first. */
public final class StartOrder {

    /**
     * Whoever begins work: by now everything else was made, so whatever is wrong with the settings has ended the start, and its
     * one line is all that is said.
     */
    public static final int WORK = 9_000;

    /** Scheduled jobs. */
    public static final int JOBS = 9_500;

    /** What is told of a start that went well. */
    public static final int WORDS = 10_000;

    private StartOrder() {}
}
