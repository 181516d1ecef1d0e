package dev.strapiwebhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** One client has its share and not more, whichever of its addresses it takes. */
class ReadersTest {
    private final Readers readers = new Readers(4, 2);

    @Test
    void aShareAndAnEnd() throws Exception {
        assertThat(enter("192.0.2.1")).isTrue();
        assertThat(enter("192.0.2.1")).isTrue();
        assertThat(enter("192.0.2.1")).as("its share is taken").isFalse();
        assertThat(enter("192.0.2.2")).isTrue();
        assertThat(enter("192.0.2.3")).isTrue();
        assertThat(enter("192.0.2.4")).as("all are taken").isFalse();
        readers.leave(InetAddress.getByName("192.0.2.1"));
        assertThat(enter("192.0.2.4")).isTrue();
    }

    @Test
    void aNetworkOfVersion6IsOneClient() throws Exception {
        assertThat(enter("2001:db8:0:1::1")).isTrue();
        assertThat(enter("2001:db8:0:1:ffff::2")).isTrue();
        assertThat(enter("2001:db8:0:1:8000::3")).isFalse();
        assertThat(enter("2001:db8:0:2::1")).isTrue();
    }

    @Test
    void anAddressOfVersion4InVersion6IsItself() throws Exception {
        assertThat(enter("::ffff:192.0.2.1")).isTrue();
        assertThat(enter("::ffff:192.0.2.1")).isTrue();
        assertThat(enter("192.0.2.1")).isFalse();
        assertThat(enter("::ffff:192.0.2.2")).isTrue();
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(enter("192.0.2.1")).isTrue();
            readers.leave(InetAddress.getByName("192.0.2.1"));
        }
        assertThat(enter("192.0.2.1")).isTrue();
        assertThat(enter("192.0.2.1")).isTrue();
        assertThat(enter("192.0.2.1")).isFalse();
    }

    private boolean enter(String address) throws Exception {
        return readers.enter(InetAddress.getByName(address));
    }
}
