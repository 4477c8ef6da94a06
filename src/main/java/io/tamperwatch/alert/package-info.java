/**
 * The notification edge: alerts for Alertmanager, signed notices for a webhook.
 */
@NullMarked
package io.tamperwatch.alert;

import org.jspecify.annotations.NullMarked;
