package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final int MAX = 40_000;

    private final AtomicLong nanos = new AtomicLong(-50);
    private final BodyReader reader = new BodyReader(MAX, Duration.ofNanos(100), nanos::get);

    @ParameterizedTest
    @ValueSource(ints = {1, 8191, 8192, 8193, 16_384, 39_999, 40_000})
    void everyByteDeclaredOrInChunks(int size) {
        byte[] body = bytes(size);

        assertThat(reader.read(new FakeRequest(body))).isEqualTo(body);
        assertThat(reader.read(new FakeRequest(body).chunked())).isEqualTo(body);
        assertThat(reader.read(piecemeal(body))).isEqualTo(body);
    }

    @Test
    void notAByteMoreThanDeclaredOrAllowed() {
        FakeRequest declared = new FakeRequest(bytes(100));
        declared.declared = 60;
        FakeRequest chunked = new FakeRequest(bytes(MAX + 10)).chunked();

        assertThat(reader.read(declared)).hasSize(60);
        assertThat(left(declared)).isEqualTo(40);
        assertThatThrownBy(() -> reader.read(chunked)).hasMessageContaining("40000");
        assertThat(left(chunked)).isEqualTo(9);
    }

    @Test
    void lessThanDeclared() {
        FakeRequest half = new FakeRequest(bytes(100));
        half.declared = 200;
        FakeRequest none = new FakeRequest(new byte[0]);
        none.declared = 200;

        assertThatThrownBy(() -> reader.read(half)).hasMessageContaining("100 of 200");
        assertThatThrownBy(() -> reader.read(none)).hasMessageContaining("before the verifier saw it");
        assertThat(reader.read(new FakeRequest(new byte[0]))).isEmpty();
        assertThat(reader.read(new FakeRequest(new byte[0]).chunked())).isEmpty();
    }

    @Test
    void inTimeUpToAndWithTheLimit() {
        assertThat(reader.read(arrivingAfter(100))).hasSize(10);
        nanos.set(Long.MAX_VALUE - 50); // where the time overflows
        assertThat(reader.read(arrivingAfter(100))).hasSize(10);
        assertThatThrownBy(() -> reader.read(arrivingAfter(101))).hasMessageContaining("did not arrive within");
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
