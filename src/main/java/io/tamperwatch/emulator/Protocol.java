package io.tamperwatch.emulator;

/** How one family of services reads requests and writes answers. */
interface Protocol {

    /** @throws ServiceError as the service refuses */
    Answer answer(EmulatorRequest request, Call call);

    /** The error as this protocol writes it. */
    Answer error(ServiceError error, String requestId);
}
