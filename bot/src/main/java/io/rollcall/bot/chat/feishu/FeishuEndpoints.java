package io.rollcall.bot.chat.feishu;

import java.net.URI;

/**
 * Where an app's platform is. The configured {@code base-url} answers this by default; a bean of this type takes its
 * place, for a stand-in platform whose address is known only once its server runs.
 */
@FunctionalInterface
public interface FeishuEndpoints {

    /**
     * Asked anew for every call. What is thrown here fails that one call, which is then worth another try.
     *
     * @param app the app's name in the configuration
     * @return an http or https address; {@code /open-apis/…} is appended to its path
     */
    URI baseUrl(String app);
}
