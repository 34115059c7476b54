package io.pilothouse.acceptance.authority;

/**
 * A network with its people, made for one request. The owner of the other network is no member of this one.
 *
 * @param number tells situations apart, good for names
 * @param enterprise whether the network has the enterprise features
 * @param network the network
 * @param token its admin token
 * @param owner its owner
 * @param admin an admin
 * @param member an ordinary member
 * @param target another ordinary member
 * @param other the owner of another network of the same kind
 * @param outsider a member of none
 */
public record Situation(int number, boolean enterprise, long network, String token, Party owner, Party admin,
        Party member, Party target, Party other, Party outsider) {
    /** A name that nobody else has. */
    public String name(String prefix) {
        return prefix + "-" + number;
    }
}
