'use strict';

const KEPT_OF_AN_ANSWER = 500;

/**
 * Sends a delivery once. Signature and timestamp are made in send(), so they are new each time; the body is not.
 *
 * @returns {Promise<{outcome: 'delivered' | 'failed' | 'gone', text: string, retryAfter?: number}>}
 */
async function attempt(send, { url, headers }, { event, body }, timeout = 10_000) {
  const init = { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeout) };
  try {
    const json = { 'X-Strapi-Event': event, 'Content-Type': 'application/json' };
    const response = await send(url, { ...init, headers: { ...headers, ...json } });
    return judge(response.status, response.headers.get('retry-after'), await beginningOf(response));
  } catch (error) {
    return { outcome: 'failed', text: [error.message, error.cause?.code].filter(Boolean).join(': ') };
  }
}

function judge(status, header, text, now = Date.now()) {
  const retryAfter = header === null ? undefined : readRetryAfter(header, now);
  // 409: a receiver that has the delivery already; one that is still busy with it says when to ask again.
  const delivered = (status >= 200 && status < 300) || (status === 409 && retryAfter === undefined);
  const outcome = delivered ? 'delivered' : status === 410 ? 'gone' : 'failed';
  const hint = status >= 300 && status < 400 ? '(redirects are not followed: enter the final URL)' : text;
  return { outcome, text: `${status} ${hint}`.trim(), retryAfter };
}

/** Seconds or a date, in milliseconds. What cannot be read asks for nothing. */
function readRetryAfter(header, now) {
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : undefined;
}

/** For people. An answer that is long, or breaks off, changes nothing about its status. */
async function beginningOf(response) {
  let text = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > KEPT_OF_AN_ANSWER) break;
    }
  } catch {
    text += ' (broken off)';
  }
  return text.slice(0, KEPT_OF_AN_ANSWER);
}

module.exports = { attempt, judge };
