package dev.strapiwebhooks.spring.contract.newsroom;

/** In the application's package, where its class is looked for. */
class ArticleHooksTest extends ArticleHooksContract {}
