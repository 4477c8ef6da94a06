/** Tests of what is shipped beside the product: alert rules, dashboard, manifests, image. */
package io.tamperwatch.deployment;
