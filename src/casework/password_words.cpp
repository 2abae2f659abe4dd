#include "casework/password_words.h"

#include <algorithm>

namespace radcert::casework {
namespace {

constexpr std::string_view password_lists[] = {
    // What is called a password, and what opens.
    "password passwort passwd passcode pass pwd pword secret secure security login logon signin access admin "
    "administrator root user username guest test tester testing demo default changeme change letmein welcome "
    "hello hi "
    "master superuser system server computer internet network wifi windows linux office google facebook zalo "
    "gmail "
    "yahoo youtube tiktok iphone samsung nokia apple android database backup temp temporary sample example",
    "matkhau mk matkhaumoi matkhaucu matma khoa moi doimatkhau dangnhap taikhoan nguoidung quantri "
    "quantrivien hethong "
    "maytinh mang vaodi mocua xinchao chao chaomung chaoban thunghiem thu mau macdinh tam tamthoi khongcho "
    "khongbiet "
    "quen quenroi khongnho bimat baomat",
    // Vietnamese: what is dear.
    "anhyeuem emyeuanh yeuem yeuanh yeu yeuban yeuvo yeuchong yeucon yeume yeubo toiyeuem toiyeuanh nhoem "
    "nhoanh "
    "anhnhoem tinhyeu tinhban hanhphuc giadinh bome mebo conyeu concung contrai congai vochong ongba anhem "
    "chiem banbe "
    "maimai mottinhyeu mai maiyeu suotdoi baobinh codon buon vui cuocsong cuocdoi ngaymai homnay mua nang "
    "gio hoahong "
    "hoamai hoadao hoasen mattroi mattrang trangsao bautroi bienxanh dongsong quehuong nhatoi ngoinha "
    "truonghoc lophoc",
    // Names, family and given.
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh luong mai dao doan "
    "truong lam ha ta to thi van duc huu quang minh anh tuan hung dung hai nam son long thanh binh an khanh "
    "linh huong lan hoa hong mai thao trang nga thuy thu yen nhung ngoc phuong tam kim bich hanh hien hieu "
    "hoai "
    "huy khoa kien kiet loc loi manh nghia nhan nhat phong phuc phu quan quoc quyen sang tai tan thang thien "
    "thinh "
    "tien tin toan tri trung tu tung tuyen uyen viet vinh vy xuan diep diem giang ngan nhi my oanh tram "
    "tuyet van",
    // The country, its places, its football.
    "vietnam vietnamvodich vn viet namviet hanoi saigon saigondep tphcm hochiminh bachho danang haiphong "
    "cantho hue "
    "nhatrang dalat daklak lamdong buonmathuot banmethuot vungtau quangninh halong nghean thanhhoa namdinh "
    "thaibinh "
    "phuyen khanhhoa gialai kontum dongnai binhduong longan angiang kiengiang camau taynguyen mienbac "
    "mientrung miennam "
    "doclap tudo hanhphuc doclaptudohanhphuc chienthang vodich bongda hoangsa truongsa comviet phobo banhmi "
    "caphe "
    "cafe trada biahanoi biasaigon",
    // The office.
    "radcert radiation bucxa antoanbucxa anbucxa hatnhan antoan chungchi giayphep hoso nhanvien canbo "
    "lanhdao giamdoc "
    "truongphong phogiamdoc chuyenvien vanthu motcua tiepnhan thuly pheduyet thanhtra kiemtra coso benhvien "
    "phongkham "
    "sokhcn khcn sokhoahoccongnghe khoahoc congnghe khoahoccongnghe skhcn bokhcn varans cucantoan cucatbxhn "
    "ubnd "
    "uybannhandan xquang xray ctscanner xatri worker officer certificate register registry head reception "
    "auditor",
    // English.
    "love iloveyou iloveu loveyou lovely loveme mylove baby babygirl honey sweet sweetheart angel princess "
    "prince "
    "queen king lady girl boy friend friends forever family mother father daddy mommy sister brother monkey "
    "dragon "
    "tiger lion eagle shadow sunshine flower rainbow summer winter spring autumn football soccer baseball "
    "basketball "
    "hockey liverpool arsenal chelsea barcelona realmadrid manutd manchester ronaldo messi superman batman "
    "spiderman "
    "ironman pokemon naruto starwars matrix ninja hunter killer power freedom trustno1 whatever nothing "
    "something "
    "michael jordan jennifer jessica ashley daniel andrew thomas robert charlie george david john peter "
    "james mary "
    "anna maria lucky happy smile music guitar player game gamer money dollar million success winner number "
    "one "
    "january february march april may june july august september october november december monday sunday",
    "thangmot thanghai thangba thangtu thangnam thangsau thangbay thangtam thangchin thangmuoi chunhat "
    "thuhai mot hai "
    "ba bon nam sau bay tam chin muoi mothaiba mothaibabon xuanhathudong",
    // Ways over the keyboard that are no straight run, and numbers that mean something.
    "1qaz 2wsx 3edc 1qaz2wsx 1qaz2wsx3edc qazwsx qazwsxedc zaq12wsx zaq1zaq1 q1w2e3 q1w2e3r4 q1w2e3r4t5 "
    "1q2w3e "
    "1q2w3e4r 1q2w3e4r5t a1b2c3 a1b2c3d4 a1s2d3f4 aa12345678 abc123 abcd1234 abc12345 abc123456 qwer asdf "
    "zxcv "
    "qwe asd zxc qweasd qweasdzxc asdqwe qwerty123 qwerty azerty 123qwe 123456a a123456 1a2b3c 1a2b3c4d "
    "p4ssw0rd",
    "147258369 147258 159753 159357 741852963 789456123 789456 456789123 963852741 314159 31415926 271828 "
    "520520 "
    "5201314 1314520 68686868 686868 79797979 797979 88888888 39393939 383838 113114115 101010 010101 121212 "
    "131313 "
    "123321 1234321 123454321 456654 102030 112358 19751975 02091945 30041975 07051954 1900 20102010",
};

std::set<std::string_view> split_password_lists()
{
    std::set<std::string_view> words;
    for (std::string_view rest : password_lists) {
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            if (!word.empty()) words.insert(word);
        }
    }
    return words;
}

} // namespace

const std::set<std::string_view>& common_password_words()
{
    static const std::set<std::string_view> words = split_password_lists();
    return words;
}

} // namespace radcert::casework
