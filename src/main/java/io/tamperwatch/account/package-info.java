/** Which accounts and Regions there are to watch, as an organization and the accounts themselves tell, while they come and go. */
@NullMarked
package io.tamperwatch.account;

import org.jspecify.annotations.NullMarked;
