//! The names of bodies in running text: each is found whole, and what only sounds like one is not.

use bangvang_extract::record::Mention;
use bangvang_extract::{Article, Extractor};

/// The bodies of a text, in order.
fn bodies(text: &str) -> Vec<String> {
    let found = Extractor::standard().extract(&Article::new(text));
    let names = found.mentions.into_iter().filter_map(|mention| match mention {
        Mention::Unit { at, kind, .. } if kind == "org" => Some(at.text),
        _ => None,
    });
    names.collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(bodies(text), *want, "{text}");
    }
}

#[test]
fn ministries_and_agencies_of_every_period_are_whole() {
    check(&[
        ("Thừa ủy quyền, Bộ Nông nghiệp và Môi trường trao cờ", &["Bộ Nông nghiệp và Môi trường"]),
        ("năm 1999 Bộ Khoa học, Công nghệ và Môi trường tặng cờ", &["Bộ Khoa học, Công nghệ và Môi trường"]),
        ("Bộ Bưu chính, Viễn thông đã có quyết định", &["Bộ Bưu chính, Viễn thông"]),
        ("Bộ Văn hóa - Thông tin tặng Bằng khen", &["Bộ Văn hóa - Thông tin"]),
        ("Bộ Công Thương thông tin về kết quả", &["Bộ Công Thương"]),
        ("đề nghị bộ Giao thông vận tải xem xét", &["bộ Giao thông vận tải"]),
        ("Bộ LĐ-TB&XH và Bộ GD&ĐT cùng ký", &["Bộ LĐ-TB&XH", "Bộ GD&ĐT"]),
        ("đoàn của Ủy ban Dân tộc đến thăm", &["Ủy ban Dân tộc"]),
        ("cờ của Tổng cục Thuế", &["Tổng cục Thuế"]),
        ("Viện Huân chương trình hồ sơ", &["Viện Huân chương"]),
    ]);
}

#[test]
fn organs_of_the_party_and_the_assembly_are_whole() {
    check(&[
        ("Ban Tuyên giáo và Dân vận Trung ương tổ chức", &["Ban Tuyên giáo và Dân vận Trung ương"]),
        ("ban Tổ chức Tỉnh ủy Hà Nam công bố", &["ban Tổ chức Tỉnh ủy Hà Nam"]),
        ("Ủy ban Kiểm tra T.Ư kết luận", &["Ủy ban Kiểm tra T.Ư"]),
        ("Quân ủy Trung ương khen ngợi", &["Quân ủy Trung ương"]),
        (
            "Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng của Quốc hội họp",
            &["Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng của Quốc hội"],
        ),
        ("Thường vụ Quốc hội thông qua", &["Thường vụ Quốc hội"]),
    ]);
}

#[test]
fn mass_organisations_courts_and_services_are_whole() {
    check(&[
        ("Chi hội Cựu chiến binh ấp 6 nhận cờ", &["Chi hội Cựu chiến binh ấp 6"]),
        ("Liên hiệp các Hội Văn học nghệ thuật Việt Nam", &["Liên hiệp các Hội Văn học nghệ thuật Việt Nam"]),
        ("Ban công tác Mặt trận thôn Đông vận động", &["Ban công tác Mặt trận thôn Đông"]),
        ("Đoàn xã Thanh Tâm nhận Bằng khen", &["Đoàn xã Thanh Tâm"]),
        ("TAND khu vực 3 - Ninh Bình xét xử", &["TAND khu vực 3 - Ninh Bình"]),
        ("Viện kiểm sát nhân dân khu vực 2 phối hợp", &["Viện kiểm sát nhân dân khu vực 2"]),
        ("Vùng 4 Hải quân và Học viện Hải quân", &["Vùng 4 Hải quân", "Học viện Hải quân"]),
        (
            "Trạm kiểm soát biên phòng Cửa Nhượng và Trạm Biên phòng Đèo Ngang",
            &["Trạm kiểm soát biên phòng Cửa Nhượng", "Trạm Biên phòng Đèo Ngang"],
        ),
        (
            "Cục Cảnh sát điều tra tội phạm về ma túy, Bộ Công an lập công",
            &["Cục Cảnh sát điều tra tội phạm về ma túy", "Bộ Công an"],
        ),
    ]);
}

#[test]
fn schools_companies_and_centres_are_whole() {
    check(&[
        ("Trường Tiểu học và THCS Phú Thịnh đạt chuẩn", &["Trường Tiểu học và THCS Phú Thịnh"]),
        ("Trường PTDTBT Tiểu học Nậm Lành khai giảng", &["Trường PTDTBT Tiểu học Nậm Lành"]),
        ("học sinh THPT chuyên Hùng Vương đoạt giải", &["THPT chuyên Hùng Vương"]),
        ("Trường ĐH Bách khoa Hà Nội nhận cờ", &["Trường ĐH Bách khoa Hà Nội"]),
        ("Bệnh viện sản nhi Phú Thọ nhận Bằng khen", &["Bệnh viện sản nhi Phú Thọ"]),
        ("Nhà máy xi măng Hướng Dương vượt kế hoạch", &["Nhà máy xi măng Hướng Dương"]),
        (
            "Cty CP Hưng Thịnh và HTX nông nghiệp Bình Minh",
            &["Cty CP Hưng Thịnh", "HTX nông nghiệp Bình Minh"],
        ),
        ("Trung tâm GDNN-GDTX huyện Kim Bảng", &["Trung tâm GDNN-GDTX huyện Kim Bảng"]),
        ("Ngân hàng Chính sách xã hội tỉnh giải ngân", &["Ngân hàng Chính sách xã hội tỉnh"]),
    ]);
}

#[test]
fn papers_are_bodies_where_they_are_called_so() {
    check(&[
        ("báo Tuổi Trẻ trao học bổng", &["báo Tuổi Trẻ"]),
        ("phóng viên Tuổi Trẻ Online ghi nhận", &["Tuổi Trẻ Online"]),
        ("theo báo Quân đội nhân dân số ra hôm ấy", &["báo Quân đội nhân dân"]),
    ]);
}

#[test]
fn words_that_only_sound_like_bodies_are_none() {
    check(&[
        ("các đơn vị, công ty và trường học tham gia", &[]),
        ("Lễ trao giải diễn ra tại Nhà hát Lớn", &[]),
        ("kỳ thi THPT Quốc gia vừa kết thúc", &[]),
        ("khu vực trung tâm tỉnh đông người", &[]),
        ("Ban Tổ chức trao giải cho các đội", &[]),
        ("vụ Nguyễn Văn Mười đã khép lại", &[]),
        ("trong ngày hội Đại đoàn kết của khu dân cư", &[]),
        ("bộ đội vượt Trường Sơn đánh giặc", &[]),
    ]);
}

#[test]
fn several_bodies_in_a_row_are_told_apart() {
    check(&[
        ("Sở Nội vụ, Sở Tài chính và Công an tỉnh được khen", &["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"]),
        (
            "Tòa án nhân dân tỉnh, Viện KSND tỉnh và Bộ CHQS tỉnh",
            &["Tòa án nhân dân tỉnh", "Viện KSND tỉnh", "Bộ CHQS tỉnh"],
        ),
    ]);
}
