package io.rollcall.storage.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Stands in for two libraries that the Linux server is linked with and that many machines lack: {@code libaio.so.1}
 * (renamed in newer Debian and Ubuntu) and {@code libnuma.so.1}. Every function says "not available", and the server then does
 * without; it is told not to use asynchronous writes in any case.
 *
 * <p>The source, in {@code stub.c}:
 *
 * <pre>{@code
 * int io_setup(void) { return -38; }
 * int io_submit(void) { return -38; }
 * int io_getevents(void) { return -38; }
 * int io_destroy(void) { return -38; }
 * int numa_available(void) { return -1; }
 * long set_mempolicy(void) { return -1; }
 * long mbind(void) { return -1; }
 * void numa_free(void) {}
 * void numa_bitmask_free(void) {}
 * void *numa_alloc_local(void) { return 0; }
 * void *numa_get_mems_allowed(void) { return 0; }
 * }</pre>
 *
 * <p>Built for x86-64 by
 *
 * <pre>{@code
 * gcc -shared -fPIC -Os -fno-asynchronous-unwind-tables -nostdlib -Wl,-soname,libaio.so.1,--build-id=none \
 *     -Wl,--hash-style=sysv,-z,norelro,-z,noseparate-code,-z,noexecstack -Wl,-s -o stub.so stub.c
 * base64 -w 100 stub.so
 * }</pre>
 */
final class NativeStub {

    private static final String LIBRARY = """
            f0VMRgIBAQAAAAAAAAAAAAMAPgABAAAAAAAAAAAAAABAAAAAAAAAAIgEAAAAAAAAAAAAAEAAOAAEAEAACQAIAAEAAAAFAAAAAAAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAWAMAAAAAAABYAwAAAAAAAAAQAAAAAAAAAQAAAAYAAABYAwAAAAAAAFgTAAAAAAAAWBMAAAAA
            AADAAAAAAAAAAMAAAAAAAAAAABAAAAAAAAACAAAABgAAAFgDAAAAAAAAWBMAAAAAAABYEwAAAAAAAMAAAAAAAAAAwAAAAAAAAAAI
            AAAAAAAAAFHldGQGAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAwAAAAwAAAALAAAA
            CQAAAAoAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAMAAAAFAAAAAgAAAAYAAAAEAAAABwAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            AAAAAAAAAAAAOwAAABIABABCAwAAAAAAAAUAAAAAAAAATwAAABIABABMAwAAAAAAAAEAAAAAAAAASQAAABIABABHAwAAAAAAAAUA
            AAAAAAAAFAAAABIABAAyAwAAAAAAAAYAAAAAAAAAfAAAABIABABRAwAAAAAAAAMAAAAAAAAAawAAABIABABOAwAAAAAAAAMAAAAA
            AAAACgAAABIABAAsAwAAAAAAAAYAAAAAAAAAWQAAABIABABNAwAAAAAAAAEAAAAAAAAALAAAABIABAA+AwAAAAAAAAQAAAAAAAAA
            AQAAABIABAAmAwAAAAAAAAYAAAAAAAAAIQAAABIABAA4AwAAAAAAAAYAAAAAAAAAAGlvX3NldHVwAGlvX3N1Ym1pdABpb19nZXRl
            dmVudHMAaW9fZGVzdHJveQBudW1hX2F2YWlsYWJsZQBzZXRfbWVtcG9saWN5AG1iaW5kAG51bWFfZnJlZQBudW1hX2JpdG1hc2tf
            ZnJlZQBudW1hX2FsbG9jX2xvY2FsAG51bWFfZ2V0X21lbXNfYWxsb3dlZABsaWJhaW8uc28uMQC42v///8O42v///8O42v///8O4
            2v///8ODyP/DSIPI/8NIg8j/w8PDMcDDMcDDAAAAAA4AAAAAAAAAkgAAAAAAAAAEAAAAAAAAACABAAAAAAAABQAAAAAAAACIAgAA
            AAAAAAYAAAAAAAAAaAEAAAAAAAAKAAAAAAAAAJ4AAAAAAAAACwAAAAAAAAAYAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEdD
            QzogKERlYmlhbiAxMi4yLjAtMTQrZGViMTJ1MSkgMTIuMi4wAAAuc2hzdHJ0YWIALmhhc2gALmR5bnN5bQAuZHluc3RyAC50ZXh0
            AC5laF9mcmFtZQAuZHluYW1pYwAuY29tbWVudAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACwAAAAUAAAACAAAAAAAAACABAAAAAAAAIAEAAAAAAABEAAAAAAAAAAIAAAAAAAAACAAA
            AAAAAAAEAAAAAAAAABEAAAALAAAAAgAAAAAAAABoAQAAAAAAAGgBAAAAAAAAIAEAAAAAAAADAAAAAQAAAAgAAAAAAAAAGAAAAAAA
            AAAZAAAAAwAAAAIAAAAAAAAAiAIAAAAAAACIAgAAAAAAAJ4AAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAIQAAAAEAAAAG
            AAAAAAAAACYDAAAAAAAAJgMAAAAAAAAuAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAACcAAAABAAAAAgAAAAAAAABYAwAA
            AAAAAFgDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAxAAAABgAAAAMAAAAAAAAAWBMAAAAAAABYAwAAAAAA
            AMAAAAAAAAAAAwAAAAAAAAAIAAAAAAAAABAAAAAAAAAAOgAAAAEAAAAwAAAAAAAAAAAAAAAAAAAAGAQAAAAAAAAnAAAAAAAAAAAA
            AAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAADAAAAAAAAAAAAAAAAAAAAAAAAAD8EAAAAAAAAQwAAAAAAAAAAAAAAAAAAAAEAAAAA
            AAAAAAAAAAAAAAA=
            """;

    private NativeStub() {}

    /** Puts the stand-ins into the folder in which the server looks first. */
    static void writeTo(Path privateLibraries) throws IOException {
        byte[] library = Base64.getMimeDecoder().decode(LIBRARY);
        Files.write(privateLibraries.resolve("libaio.so.1"), library);
        Files.write(privateLibraries.resolve("libnuma.so.1"), library);
    }
}
