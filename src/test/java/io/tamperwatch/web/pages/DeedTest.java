package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeedTest {

    @ParameterizedTest
    @CsvSource({
        "DeleteSigningCertificate,deleted,delete,signing certificate",
        "RemoveClientIDFromOpenIDConnectProvider,removed,remove,client ID",
        "CreateSAMLProvider,created,create,SAML provider",
        "DeactivateMFADevice,deactivated,deactivate,MFA device",
        "DeleteSSHPublicKey,deleted,delete,SSH public key",
        "PutEventSelectors,set,put,selection of recorded events",
        "StopLogging,stopped,stop,logging of trail",
        "DeleteUser,deleted,delete,IAM user",
        "UpdateLoginProfile,updated,update,console password"
    })
    void saysWhatWasDone(String eventName, String did, String attempt, String object) {
        assertThat(Deed.of(eventName)).isEqualTo(new Deed(did, attempt, object));
    }

    @ParameterizedTest
    @CsvSource({"x", "Delete", "<script>", "Ünknown", "''"})
    void leavesANameItCannotReadAsItIs(String eventName) {
        assertThat(Deed.of(eventName)).isEqualTo(new Deed("called", "call", eventName));
    }

    @Test
    void canSayEveryEventOfTheCatalogue() {
        assertThat(Catalogue.builtIn().detections().stream().flatMap(detection -> detection.eventNames().stream()))
                .allSatisfy(name -> assertThat(Deed.of(name).did()).isNotEqualTo("called"));
    }
}
