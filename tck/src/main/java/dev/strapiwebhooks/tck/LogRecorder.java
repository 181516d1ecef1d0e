package dev.strapiwebhooks.tck;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Listens to everything that anybody logs, at the most talkative level, through SLF4J or java.util.logging. Takes no lock: to
 * format an argument may need one that another logging thread holds.
 */
final class LogRecorder extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final java.util.logging.Logger JUL = java.util.logging.Logger.getLogger("");

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new JulHandler();
    private final Logger root;
    private final Level before;
    private final java.util.logging.Level julBefore;

    /**
     * One message.
     *
     * @param logger who wrote it
     * @param text message, facts and stack traces
     */
    record Line(String logger, String text) {
        boolean isOurs() {
            return logger.startsWith("dev.strapiwebhooks") && !logger.startsWith("dev.strapiwebhooks.testkit");
        }
    }

    LogRecorder() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        before = root.getLevel();
        julBefore = JUL.getLevel();
        setContext(context);
        start();
        root.addAppender(this);
        root.setLevel(Level.TRACE);
        JUL.addHandler(handler);
        JUL.setLevel(java.util.logging.Level.ALL);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        lines.add(new Line(
                event.getLoggerName(),
                event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getMDCPropertyMap() + " "
                        + event.getThreadName() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown))));
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        JUL.removeHandler(handler);
        JUL.setLevel(julBefore);
        stop();
    }

    private final class JulHandler extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        JulHandler() {
            setLevel(java.util.logging.Level.ALL);
        }

        @Override
        public void publish(LogRecord message) {
            lines.add(new Line(String.valueOf(message.getLoggerName()), formatter.format(message)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
