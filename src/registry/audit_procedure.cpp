#include "registry/export.h"

namespace radcert::registry {

std::string_view audit_procedure()
{
    return R"txt(KIỂM TRA NHẬT KÝ SỔ ĐĂNG KÝ - AUDITING THE REGISTER'S JOURNAL

Không cần chương trình radcert. Cần: bash, coreutils, sed, openssl 3, python3.
Nothing of radcert is needed. Needed: bash, coreutils, sed, openssl 3, python3.

Các tệp / files: events.ndjson (mỗi dòng một sự kiện; dòng đầu là sự kiện 0 / one event a line; the first is
event 0), checkpoint (điểm kiểm mới nhất đã ký / newest signed checkpoint), checkpoints.ndjson (mọi điểm kiểm /
all of them), vkey (khóa kiểm tra / verifier key), audit.py.

So khóa trong vkey với khóa mà cơ quan công bố trên giấy. Khóa khác thì mọi kiểm tra dưới đây đều vô nghĩa.
Compare the key in vkey with the one that the office published on paper. With another key nothing below counts.

1. TOÀN BỘ NHẬT KÝ / THE WHOLE JOURNAL

   Mọi sự kiện, mọi chữ ký, cả cây RFC 9162 / every event, every signature, the whole RFC 9162 tree:

     python3 audit.py .

   audit.py có thể bị thay cùng các tệp khác: dùng bản in hoặc bản của chính bên kiểm tra (script/audit-journal).
   audit.py could have been replaced with the rest: use a printed copy or your own (script/audit-journal).

2. NHẤT QUÁN GIỮA HAI ĐIỂM KIỂM / CONSISTENCY BETWEEN TWO CHECKPOINTS

   Giữ lại tệp checkpoint mỗi lần kiểm tra. Lần sau, nhật ký phải bắt đầu đúng bằng nhật ký cũ:
   Keep the file checkpoint of each audit. Next time the journal must begin with exactly what it was then:

     python3 audit.py . checkpoint-cu-1 checkpoint-cu-2

   Từ chối ở đây nghĩa là lịch sử đã bị cắt bớt hoặc viết lại. Giữ cả hai tệp: cùng với chữ ký, đó là bằng chứng.
   A refusal here means that history was cut short or rewritten. Keep both files: signed, they are the evidence.

3. MỘT CHỮ KÝ / ONE SIGNATURE

   Phần trước dòng trống là nội dung được ký; sau 4 byte mã khóa là chữ ký Ed25519.
   What stands before the blank line is signed; after 4 bytes of key id comes the Ed25519 signature.

--- signature.sh
     sed '/^$/,$d' checkpoint > text
     sed '1,/^$/d' checkpoint | head -n 1 | sed 's/.* //' | base64 -d | tail -c 64 > sig
     { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'
       sed 's/^[^+]*+[^+]*+//' vkey | base64 -d | tail -c 32; } > key.der
     openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile sig
---

4. MỘT SỰ KIỆN / ONE EVENT

   Xin cơ quan tệp chứng minh của sự kiện số N (radcert journal prove N > N.tlog-proof), rồi:
   Ask the office for the proof of event N (radcert journal prove N > N.tlog-proof), then:

--- inclusion.sh
     N=${1:?number}; proof=$N.tlog-proof
     hex() { base64 -d | od -An -v -tx1 | tr -d ' \n'; }
     bytes() { printf "$(printf %s "$1" | sed 's/../\\x&/g')"; }
     sum() { sha256sum | cut -c1-64; }
     size=$(sed '1,/^$/d' "$proof" | sed -n 2p)
     root=$(sed '1,/^$/d' "$proof" | sed -n 3p | hex)
     h=$({ printf '\0'; sed -n "$((N + 1))p" events.ndjson | tr -d '\n'; } | sum)
     i=$N; last=$((size - 1))
     for line in $(sed -n '/^index/,/^$/p' "$proof" | sed 1d); do
         p=$(printf %s "$line" | hex)
         if [ $((i % 2)) = 1 ] || [ "$i" = "$last" ]; then
             h=$({ printf '\1'; bytes "$p$h"; } | sum)
             while [ $((i % 2)) = 0 ] && [ "$i" -gt 0 ]; do i=$((i / 2)); last=$((last / 2)); done
         else
             h=$({ printf '\1'; bytes "$h$p"; } | sum)
         fi
         i=$((i / 2)); last=$((last / 2))
     done
     if [ "$last" = 0 ] && [ "$h" = "$root" ]; then
         echo "event $N stands in the journal of $size events"
     else
         echo "event $N is NOT in the journal of $size events"; exit 1
     fi
---

   Điểm kiểm trong tệp chứng minh (sau dòng trống) được kiểm tra chữ ký như ở mục 3.
   The checkpoint in the proof (after the blank line) is verified as in 3.

Nhật ký không chứa tên người: mỗi sự kiện chỉ nêu một mã ngẫu nhiên và một cam kết SHA-256 có muối. Nhật ký không
chứng minh được rằng điều cán bộ ghi vào là đúng, chỉ chứng minh rằng điều đã ghi không bị sửa hay bỏ.
The journal holds no names: each event names a random reference and a salted SHA-256 commitment. It cannot prove
that what an officer entered was true, only that what was recorded was neither changed nor dropped.
)txt";
}

} // namespace radcert::registry
