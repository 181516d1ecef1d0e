/**
 * Requests over HTTP: a handler that only reads the body, one that also computes a bare HMAC over it, one that also parses a
 * tree, and this library with its defaults, side by side in one server, loaded by wrk from another process.
 */
@NullMarked
package dev.strapiwebhooks.benchmarks.http;

import org.jspecify.annotations.NullMarked;
