package dev.strapiwebhooks.benchmarks.event;

import dev.strapiwebhooks.event.EntryEvent;
import dev.strapiwebhooks.event.EventReader;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.CapturedDelivery;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/** All captured deliveries of Strapi 4 and 5, one after the other; an operation is the whole set. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventBenchmark {
    private final JsonMapper mapper = JsonMapper.shared();
    private final EventReader reader = EventReader.create();
    private final List<byte[]> bodies = CapturedDeliveries.all().stream()
            .filter(CapturedDelivery::hasBody)
            .map(CapturedDelivery::body)
            .toList();
    private final List<EntryEvent> events = bodies.stream()
            .map(reader::read)
            .filter(EntryEvent.class::isInstance)
            .map(EntryEvent.class::cast)
            .filter(event -> event.model().equals("article"))
            .toList();
    private final List<byte[]> entries = events.stream()
            .map(event -> mapper.writeValueAsBytes(event.entry()))
            .toList();

    /** What is measured against: bytes to a tree. */
    @Benchmark
    public void tree(Blackhole sink) {
        for (byte[] body : bodies) {
            sink.consume(mapper.readTree(body));
        }
    }

    /** Bytes to a typed event. */
    @Benchmark
    public void event(Blackhole sink) {
        for (byte[] body : bodies) {
            sink.consume(reader.read(body));
        }
    }

    /** What is measured against: the bytes of an entry to the application's class. */
    @Benchmark
    public void readValue(Blackhole sink) {
        for (byte[] entry : entries) {
            sink.consume(mapper.readValue(entry, Article.class));
        }
    }

    /** The entry of a typed event to the application's class. */
    @Benchmark
    public void entryAs(Blackhole sink) {
        for (EntryEvent event : events) {
            sink.consume(event.entryAs(Article.class));
        }
    }
}
