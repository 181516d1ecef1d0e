package dev.strapiwebhooks.jdbc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Everything that anybody logs at any level, through SLF4J or java.util.logging (as PostgreSQL's driver does). */
final class CapturedLog implements AutoCloseable {
    private static final LoggerContext CONTEXT = (LoggerContext) LoggerFactory.getILoggerFactory();
    private static final Logger ROOT = CONTEXT.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final java.util.logging.Logger JUL = java.util.logging.Logger.getLogger("");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Appender appender = new Appender();
    private final JulHandler handler = new JulHandler();
    private final Level before = ROOT.getLevel();
    private final java.util.logging.Level julBefore = JUL.getLevel();

    CapturedLog() {
        appender.setContext(CONTEXT);
        appender.start();
        ROOT.addAppender(appender);
        ROOT.setLevel(Level.TRACE);
        handler.setLevel(java.util.logging.Level.ALL);
        JUL.addHandler(handler);
        JUL.setLevel(java.util.logging.Level.ALL);
    }

    String text() {
        return String.join("\n", lines);
    }

    /** What one logger has written so far through SLF4J. */
    List<ILoggingEvent> by(Class<?> logger) {
        return events.stream()
                .filter(event -> event.getLoggerName().equals(logger.getName()))
                .toList();
    }

    @Override
    public void close() {
        ROOT.detachAppender(appender);
        ROOT.setLevel(before);
        JUL.removeHandler(handler);
        JUL.setLevel(julBefore);
        appender.stop();
    }

    private final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // notes the thread's name
            events.add(event);
            var thrown = event.getThrowableProxy();
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs()
                    + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }
    }

    private final class JulHandler extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord message) {
            lines.add(formatter.format(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
