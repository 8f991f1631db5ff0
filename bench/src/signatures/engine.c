/* Verifications per second by OpenSSL's GOST engine; the peer of peer.rs, which compiles and runs it.
 * Arguments: seconds, public key (PEM file), digest and signature (hex). The digest is
 * ready-made, so that only the arithmetic of the engine is measured. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/engine.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    ENGINE_load_dynamic();
    ENGINE *engine = ENGINE_by_id("gost");
    if (!engine || !ENGINE_init(engine) || !ENGINE_set_default(engine, ENGINE_METHOD_ALL)) return 3;
    FILE *file = fopen(argv[2], "r");
    EVP_PKEY *key = file ? PEM_read_PUBKEY(file, NULL, NULL, NULL) : NULL;
    if (!key) return 4;
    long digest_length, signature_length;
    unsigned char *digest = OPENSSL_hexstr2buf(argv[3], &digest_length);
    unsigned char *signature = OPENSSL_hexstr2buf(argv[4], &signature_length);
    if (!digest || !signature) return 5;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, engine);
    if (!context || EVP_PKEY_verify_init(context) <= 0) return 6;
    long done = 0;
    double start = now(), end = start;
    while (end - start < atof(argv[1])) {
        if (EVP_PKEY_verify(context, signature, signature_length, digest, digest_length) != 1) return 7;
        done++;
        end = now();
    }
    digest[0] ^= 1;
    if (EVP_PKEY_verify(context, signature, signature_length, digest, digest_length) == 1) return 8;
    printf("%.0f\n", done / (end - start));
    return 0;
}
