package org.culvert.core.data;

/**
 * What a data channel has done so far. Bytes are those of the packets inside the encryption, pings
 * included.
 *
 * @param sentPackets sealed
 * @param receivedPackets opened
 * @param droppedMalformed too short, too long for the target, not of the data channel, or with
 *     packet id 0
 * @param droppedNoKey with a key id that is not installed
 * @param droppedNotAuthentic with a wrong tag
 * @param droppedReplayed authentic, but received before or too old to tell
 * @param droppedCompressed authentic, but compressed, which the profile does not allow
 * @param droppedFraming authentic, but without the agreed mark, or damaged where compressed
 */
public record DataCounters(
    long sentPackets,
    long sentBytes,
    long receivedPackets,
    long receivedBytes,
    long droppedMalformed,
    long droppedNoKey,
    long droppedNotAuthentic,
    long droppedReplayed,
    long droppedCompressed,
    long droppedFraming) {}
