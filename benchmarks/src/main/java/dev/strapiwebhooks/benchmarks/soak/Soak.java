package dev.strapiwebhooks.benchmarks.soak;

import dev.strapiwebhooks.benchmarks.SettableClock;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends many deliveries to a server in this process and checks that each genuine one is handled once, each hostile one is
 * refused as it must be, and that the heap does not grow. Time passes quickly, 10 ms for each delivery, so that claims end.
 */
public final class Soak {
    private static final int SENDERS = 4;
    private static final Duration PER_DELIVERY = Duration.ofMillis(10);
    private static final long TOLERATED_GROWTH = 2L * 1024 * 1024;

    private final int deliveries;
    private final PrintStream out;
    private final SettableClock clock = SettableClock.atSystemTime();
    private final SoakTally tally = new SoakTally();
    private final AtomicInteger next = new AtomicInteger();
    private final SoakTarget target;
    private final List<SoakSender> senders = new ArrayList<>();

    private Soak(int deliveries, PrintStream out) {
        this.deliveries = deliveries;
        this.out = out;
        target = new SoakTarget(deliveries, clock);
    }

    /**
     * The command.
     *
     * @param args how many deliveries, a million unless given
     * @throws Exception when the server does not start or a request fails
     */
    public static void main(String[] args) throws Exception {
        int deliveries = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        System.exit(run(deliveries, System.out) ? 0 : 1);
    }

    static boolean run(int deliveries, PrintStream out) throws Exception {
        return new Soak(deliveries, out).run();
    }

    private boolean run() throws Exception {
        target.start();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new SoakSender(target.uri(), clock, tally, i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        List<Long> heaps = new ArrayList<>();
        try {
            for (int part = 1; part <= 10; part++) {
                send(threads, deliveries / 10 * part);
                heaps.add(heapAfterGc());
                out.printf(
                        "%,d sent: %,d accepted, %,d refused, heap %,d kB%n",
                        next.get(), tally.accepted(), tally.refusals(), heaps.get(heaps.size() - 1) / 1024);
            }
        } finally {
            threads.shutdownNow();
            target.stop();
        }
        return judge(heaps);
    }

    private void send(ExecutorService threads, int upTo) throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (SoakSender sender : senders) {
            work.add(() -> {
                for (int serial = claim(upTo); serial >= 0; serial = claim(upTo)) {
                    clock.advance(PER_DELIVERY);
                    sender.send(serial);
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }

    /** The next serial number, or -1 when all up to a bound are taken. */
    private int claim(int upTo) {
        int serial = next.getAndUpdate(number -> Math.min(number + 1, upTo));
        return serial == upTo ? -1 : serial;
    }

    private boolean judge(List<Long> heaps) {
        long lost = tally.accepted() - target.handledOnce();
        long growth = heaps.get(heaps.size() - 1) - heaps.get(1); // by then the first claims have ended
        out.println("refused as they must be: " + tally.refused());
        out.println("answered wrongly: " + tally.wrong());
        out.printf("lost: %,d; handled twice: %,d; heap grew by %,d kB%n", lost, target.handledMore(), growth / 1024);
        return lost == 0 && target.handledMore() == 0 && tally.wrong().isEmpty() && growth < TOLERATED_GROWTH;
    }

    private static long heapAfterGc() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
