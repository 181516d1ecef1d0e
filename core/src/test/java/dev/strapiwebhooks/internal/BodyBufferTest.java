package dev.strapiwebhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strapiwebhooks.FakeRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyBufferTest {
    private static final int MAX = 40_000;

    private final AtomicLong nanos = new AtomicLong(-50);
    private final BodyBudget budget = new BodyBudget(100, 1_000_000, 1_000_000);
    private final BodyBuffer.Limits limits = new BodyBuffer.Limits(MAX, Duration.ofNanos(100), nanos::get);

    @ParameterizedTest
    @ValueSource(ints = {1, 8191, 8192, 8193, 16_384, 39_999, 40_000})
    void everyByteDeclaredOrInChunks(int size) throws IOException {
        byte[] body = bytes(size);

        assertThat(read(new FakeRequest(body))).isEqualTo(body);
        assertThat(read(new FakeRequest(body).chunked())).isEqualTo(body);
        assertThat(read(piecemeal(body))).isEqualTo(body);
        assertThat(added(body, size, 777)).isEqualTo(body);
        assertThat(added(body, -1, 20_000)).isEqualTo(body);
    }

    @Test
    void notAByteMoreThanDeclaredOrAllowed() throws IOException {
        FakeRequest declared = new FakeRequest(bytes(100));
        declared.declared = 60;
        FakeRequest chunked = new FakeRequest(bytes(MAX + 10)).chunked();

        assertThat(read(declared)).hasSize(60);
        assertThat(left(declared)).isEqualTo(40);
        assertThatThrownBy(() -> read(chunked)).hasMessageContaining("40000");
        assertThat(left(chunked)).isEqualTo(9);
    }

    @Test
    void partsAreCutWhereTheBodyEndsOrRefusedWhereItMayNotGoOn() {
        assertThat(added(bytes(100), 60, 50)).hasSize(60);
        assertThatThrownBy(() -> added(bytes(MAX + 10), -1, 1000)).hasMessageContaining("40000");
        BodyBuffer late = new BodyBuffer(limits, 10, budget.take("a"));
        nanos.addAndGet(101);
        assertThatThrownBy(() -> late.add(ByteBuffer.wrap(bytes(5)))).hasMessageContaining("did not arrive within");
    }

    @Test
    void memoryIsTakenAsItGrowsAndNotAsItIsDeclared() {
        BodyBudget tight = new BodyBudget(100, 20_000, 20_000);
        BodyBuffer declared = new BodyBuffer(limits, MAX, tight.take("a"));
        BodyBuffer other = new BodyBuffer(limits, MAX, tight.take("b"));

        declared.add(ByteBuffer.wrap(bytes(8192)));
        other.add(ByteBuffer.wrap(bytes(8192)));

        assertThatThrownBy(() -> declared.add(ByteBuffer.wrap(bytes(1)))).hasMessageContaining("20000");
    }

    @Test
    void lessThanDeclared() throws IOException {
        FakeRequest half = new FakeRequest(bytes(100));
        half.declared = 200;
        FakeRequest none = new FakeRequest(new byte[0]);
        none.declared = 200;

        assertThatThrownBy(() -> read(half)).hasMessageContaining("100 of 200");
        assertThatThrownBy(() -> read(none)).hasMessageContaining("before the verifier saw it");
        assertThat(read(new FakeRequest(new byte[0]))).isEmpty();
        assertThat(read(new FakeRequest(new byte[0]).chunked())).isEmpty();
    }

    @Test
    void inTimeUpToAndWithTheLimit() throws IOException {
        assertThat(read(arrivingAfter(100))).hasSize(10);
        nanos.set(Long.MAX_VALUE - 50); // where the time overflows
        assertThat(read(arrivingAfter(100))).hasSize(10);
        assertThatThrownBy(() -> read(arrivingAfter(101))).hasMessageContaining("did not arrive within");
    }

    private byte[] read(FakeRequest request) throws IOException {
        try (BodyBudget.Share share = budget.take("a")) {
            BodyBuffer buffer = new BodyBuffer(limits, request.contentLength(), share);
            buffer.readAll(request.openBody());
            return buffer.complete();
        }
    }

    private byte[] added(byte[] body, long declared, int part) {
        try (BodyBudget.Share share = budget.take("a")) {
            BodyBuffer buffer = new BodyBuffer(limits, declared, share);
            for (int from = 0; from < body.length; from += part) {
                buffer.add(ByteBuffer.wrap(body, from, Math.min(part, body.length - from)));
            }
            return buffer.complete();
        }
    }

    private FakeRequest arrivingAfter(long time) {
        FakeRequest request = new FakeRequest(bytes(10));
        request.body = new ByteArrayInputStream(bytes(10)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                nanos.addAndGet(time);
                return super.read(target, offset, length);
            }
        };
        return request;
    }

    private static FakeRequest piecemeal(byte[] body) {
        FakeRequest request = new FakeRequest(body).chunked();
        request.body = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 777));
            }
        };
        return request;
    }

    private static int left(FakeRequest request) {
        InputStream body = request.body;
        return ((ByteArrayInputStream) body).available();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
