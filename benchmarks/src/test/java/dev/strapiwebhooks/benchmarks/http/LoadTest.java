package dev.strapiwebhooks.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void readsWhatTheScriptPrints() {
        Load load = Load.parse("""
                Running 4s test @ http://127.0.0.1:8080/read
                  8 connections
                RESULT requests=120000 micros=4000000 p50=180 p99=2100 status=3 socket=2
                """);

        assertThat(load).isEqualTo(new Load(120_000, 4_000_000, 180, 2100, 3, 2));
        assertThat(load.perSecond()).isEqualTo(30_000);
    }

    @Test
    void noResultIsAnError() {
        assertThatThrownBy(() -> Load.parse("unable to connect")).hasMessageContaining("unable to connect");
    }
}
