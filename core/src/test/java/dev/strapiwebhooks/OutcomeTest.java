package dev.strapiwebhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.DeliveryReport.Verdict;
import dev.strapiwebhooks.WebhookDelivery.Outcome;
import dev.strapiwebhooks.event.EntryEvent;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest extends EndpointFixture {
    record Category(long id) {}

    record Article(String title, Category category, List<Integer> ratings) {}

    @ParameterizedTest
    @CsvSource({
        "200,HANDLED",
        "204,HANDLED",
        "299,HANDLED",
        "300,DECLINED",
        "302,DECLINED",
        "404,DECLINED",
        "499,DECLINED",
        "500,FAILED",
        "503,FAILED"
    })
    void theStatusOfTheApplicationDecides(int status, Verdict verdict) {
        assertThat(Outcome.answered(status).verdict()).isEqualTo(verdict);
    }

    /** Given back means that the same delivery is accepted again. */
    @ParameterizedTest
    @CsvSource({"200,false", "302,true", "404,true", "500,true"})
    void whatWasDeclinedOrFailedIsGivenBack(int status, boolean givenBack) {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));

        delivery.settle(Outcome.answered(status));

        assertThat(endpoint.receive(signed(BODY)) instanceof WebhookDelivery).isEqualTo(givenBack);
        assertThat(reports().get(0).status()).hasValue(status);
    }

    @Test
    void theFirstOutcomeCounts() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));

        delivery.settle(Outcome.answered(200));
        delivery.settle(Outcome.answered(500));

        assertThat(verdicts()).containsExactly(Verdict.HANDLED);
        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
    }

    @Test
    void whatNobodyTakesIsASuccessAndIsNotGivenBack() {
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(signed(BODY));

        assertThat(delivery.settle(Outcome.ignored()).status()).isEqualTo(204);

        assertThat(verdicts()).containsExactly(Verdict.IGNORED);
        assertThat(code(endpoint.receive(signed(BODY)))).isEqualTo("REPLAY");
    }

    @Test
    void aLostConnectionDoesNotUndoWhatWasAnswered() {
        RuntimeException wrapped = new IllegalStateException(new IOException("broken pipe"));

        assertThat(Outcome.threwAfter(200, wrapped).verdict()).isEqualTo(Verdict.HANDLED);
        assertThat(Outcome.threwAfter(200, new IllegalStateException("bug")).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(Outcome.threw(wrapped).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Outcome.threw(wrapped).toString()).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"t\",\"category\":{\"id\":null}}|at category.id: null for long",
                "{\"title\":\"t\",\"category\":{\"id\":\"secret content\"}}|at category.id: string for long",
                "{\"title\":\"t\",\"category\":[]}|at category: array for Category",
                "{\"title\":\"t\",\"ratings\":[1,{}]}|at ratings[1]: object for Integer",
                "{\"title\":{}}|at title: object for String"
            })
    void anEntryThatDoesNotFitSaysWhereAndWhyAndNotWhatItHolds(String entry, String where) {
        FakeRequest request =
                signed(utf8("{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":" + entry + "}"));
        WebhookDelivery delivery = (WebhookDelivery) endpoint.receive(request);
        Throwable mismatch = org.assertj.core.api.Assertions.catchThrowable(
                () -> ((EntryEvent) delivery.event()).entryAs(Article.class));

        WebhookResponse answer = delivery.settle(Outcome.threw(new IllegalStateException(mismatch)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.toString())
                .contains("ENTRY_MISMATCH", "entry does not fit Article " + where)
                .doesNotContain("secret content");
        assertThat(verdicts()).containsExactly(Verdict.DECLINED);
    }
}
