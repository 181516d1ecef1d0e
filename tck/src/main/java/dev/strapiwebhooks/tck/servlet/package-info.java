/** The contract of every servlet container: the common one, and what only servlets do. */
@NullMarked
package dev.strapiwebhooks.tck.servlet;

import org.jspecify.annotations.NullMarked;
