package io.crossdock.hub.drop.split;

import io.crossdock.spi.Failure;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.util.Locale;
import java.util.Set;

/**
 * The messages of EDI interchanges, ST to SE (ANSI X12) or UNH to UNT (ISO 9735), each in an interchange of its own:
 * envelope and message as they are, trailers with the same references that count one. StAEDI reads, and checks counts and
 * references.
 */
final class EdiMessages implements Split {

    /** One byte a character, so that the reader's offsets are the file's. */
    private static final String BYTES = "ISO-8859-1";

    private static final Set<EDIStreamValidationError> MISCOUNTED = Set.of(
            EDIStreamValidationError.CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT,
            EDIStreamValidationError.CONTROL_REFERENCE_MISMATCH);

    private final EdiStandard standard;
    private final EdiElement key;
    private final EDIInputFactory readers = EDIInputFactory.newFactory();

    /** @param key where a message's key stands; null for nowhere */
    EdiMessages(EdiStandard standard, EdiElement key) {
        this.standard = standard;
        this.key = key;
        // Codes of the envelope that a partner has agreed on are not the standard's, and not ours to judge.
        readers.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_CODE_VALUES, false);
    }

    @Override
    public void split(Content content, Piece.Sink sink) throws Exception {
        if (content.size() > Integer.MAX_VALUE) {
            throw Unsound.at(standard.word(), "", "is larger than 2 GiB");
        }
        EdiEnvelope envelope = new EdiEnvelope(standard, key, content, sink);
        Stretch bytes = new Stretch(content.stream(), () -> Unsound.tooLong(standard.word(), envelope.place()));
        EDIStreamReader reader = readers.createEDIStreamReader(bytes, BYTES);
        try {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
                if (event == EDIStreamEvent.END_SEGMENT) {
                    bytes.recordEnds();
                }
                requireSound(reader, event, envelope);
                envelope.read(reader, event);
            }
        } catch (EDIStreamException e) {
            // A bound that was met while reading arrives wrapped.
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw Unsound.at(standard.word(), envelope.place(), "is cut off, or has other delimiters than it declares");
        } finally {
            reader.close();
        }
    }

    /** What the elements say is for the translation to judge; here only that nothing is missing and nothing is cut. */
    private void requireSound(EDIStreamReader reader, EDIStreamEvent event, EdiEnvelope envelope) {
        if (!event.isError()) {
            return;
        }
        EDIStreamValidationError error = reader.getErrorType();
        boolean isOfEnvelope = event == EDIStreamEvent.SEGMENT_ERROR
                && error != EDIStreamValidationError.LOOP_OCCURS_OVER_MAXIMUM_TIMES;
        if (isOfEnvelope || MISCOUNTED.contains(error)) {
            throw Unsound.at(
                    standard.word(),
                    envelope.place(),
                    error.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    @Override
    public String contentType() {
        return standard.contentType();
    }
}
