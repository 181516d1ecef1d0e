package dev.strapiwebhooks.cli;

import dev.strapiwebhooks.codegen.SchemaException;
import dev.strapiwebhooks.jdbc.StoreException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What exceptions mean to a person, where their own messages do not say it. */
final class Problems {
    private Problems() {}

    static String inWords(Throwable failure) {
        if (failure instanceof StoreException && failure.getCause() instanceof SQLException cause) {
            return failure.getMessage() + ": " + innermost(cause).getMessage();
        }
        if (failure instanceof SchemaException) {
            return String.valueOf(failure.getMessage());
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String text = known(e);
            if (text != null) {
                return text;
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /** The pool says that it has no connection, and the driver below it why. */
    private static SQLException innermost(SQLException failure) {
        return failure.getCause() instanceof SQLException cause ? innermost(cause) : failure;
    }

    private static @Nullable String known(Throwable e) {
        if (e instanceof ConnectException) {
            return "nothing listens at that URL; start \"listen\", or give another";
        }
        if (e instanceof HttpTimeoutException) {
            return "the receiver did not answer in time";
        }
        if (e instanceof SSLException) {
            return "TLS failed: " + e.getMessage() + "; does the receiver speak https at all?";
        }
        if (e instanceof BindException) {
            return "the port is in use: choose others with --port and --page-port";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " exists already, and was not changed";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no file or folder " + e.getMessage();
        }
        if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
            return "the host is not known: " + e.getMessage();
        }
        return e instanceof AccessDeniedException ? "no permission for " + e.getMessage() : null;
    }
}
