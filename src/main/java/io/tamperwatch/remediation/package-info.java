/**
 * The tested way back from a finding: steps with the finding's own names in them, as console steps, a bash script and a
 * Python program, which change nothing by themselves.
 */
@NullMarked
package io.tamperwatch.remediation;

import org.jspecify.annotations.NullMarked;
