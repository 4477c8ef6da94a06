package io.tamperwatch.alert;

import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificate authorities of the operator's own, from a PEM file. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * The file, if one is given. A wrong one is said now, not at the first alert.
     *
     * @throws InvalidSetting as {@link #read}
     */
    static @Nullable Path file(String key, Optional<String> given) {
        Path file = given.map(Path::of).orElse(null);
        if (file != null) {
            read(key, file);
        }
        return file;
    }

    /** @throws InvalidSetting when the file cannot be read or holds no certificate */
    static SSLContext read(String key, Path file) {
        try {
            Collection<? extends Certificate> certificates = certificates(file);
            if (certificates.isEmpty()) {
                throw new InvalidSetting(key, file.toString(), "a PEM file with certificates is needed");
            }
            return trusting(certificates);
        } catch (IOException e) {
            throw new InvalidSetting(key, file.toString(), "the file cannot be read");
        } catch (CertificateException e) {
            throw new InvalidSetting(key, file.toString(), "a PEM file with certificates is needed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java can trust a certificate", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
    }

    private static SSLContext trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
