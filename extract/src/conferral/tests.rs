//! Every way of telling, rule by rule, and what is no telling.

use crate::testing::rows_of;

/// One case per rule of `conferrals.rules`, in its order.
#[test]
fn every_way_of_telling_gives_its_rows() {
    for (text, want) in [
        (
            "Chủ tịch nước hủy bỏ quyết định tặng Huân chương Lao động hạng Ba cho ông Lê Văn Tám.",
            vec!["huan-chuong-lao-dong/3 < Chủ tịch nước > individual 1 [Lê Văn Tám] revoked"],
        ),
        (
            "Ông Lê Văn Tám bị tước danh hiệu Nghệ sĩ Ưu tú.",
            vec!["nghe-si-uu-tu < Chủ tịch nước > individual 1 [Lê Văn Tám] revoked"],
        ),
        (
            "Dịp này, UBND tỉnh Hà Nam tặng 1.245 Bằng khen cho các tập thể, cá nhân.",
            vec!["bang-khen < UBND tỉnh Hà Nam > mixed 1245 [] conferred"],
        ),
        (
            "Dịp này, 3 đảng viên được tặng Huy hiệu Đảng, trong đó: 1 đồng chí Huy hiệu 75 năm tuổi Đảng, 2 đồng chí Huy hiệu 55 năm tuổi Đảng.",
            vec![
                "huy-hieu-dang/75 < - > individual 1 [] conferred",
                "huy-hieu-dang/55 < - > individual 2 [] conferred",
            ],
        ),
        (
            "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể và 46 cá nhân.",
            vec![
                "bang-khen < UBND tỉnh Hà Nam > collective 19 [] conferred",
                "bang-khen < UBND tỉnh Hà Nam > individual 46 [] conferred",
            ],
        ),
        (
            "UBND tỉnh Hà Nam tặng Bằng khen 19 tập thể.",
            vec!["bang-khen < UBND tỉnh Hà Nam > collective 19 [] conferred"],
        ),
        (
            "Dịp này, Chủ tịch nước truy tặng Huân chương Dũng cảm anh Lê Văn Tám.",
            vec!["huan-chuong-dung-cam < Chủ tịch nước > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "Dịp này, ba lá cờ thi đua của Chính phủ thuộc về Sở Y tế, Sở Nội vụ và xã Ba Sao.",
            vec!["co-thi-dua < Chính phủ > collective 3 [Sở Y tế, Sở Nội vụ, xã Ba Sao] conferred"],
        ),
        (
            "Dịp này có 21 Huân chương Lao động do Chủ tịch nước thưởng cho các tập thể, cá nhân (2 hạng Nhất, 19 hạng Ba).",
            vec![
                "huan-chuong-lao-dong/1 < Chủ tịch nước > mixed 2 [] conferred",
                "huan-chuong-lao-dong/3 < Chủ tịch nước > mixed 19 [] conferred",
            ],
        ),
        (
            "Dịp này, UBND tỉnh Hà Nam đã ký 48 Cờ thi đua, 391 Bằng khen.",
            vec![
                "co-thi-dua < UBND tỉnh Hà Nam > unspecified 48 [] conferred",
                "bang-khen < UBND tỉnh Hà Nam > unspecified 391 [] conferred",
            ],
        ),
        (
            "Toàn xã có 418 liệt sĩ, 46 Bà mẹ Việt Nam anh hùng.",
            vec!["ba-me-viet-nam-anh-hung < Chủ tịch nước > individual 46 [] past"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam công bố khen thưởng.\nI. HUÂN CHƯƠNG LAO ĐỘNG HẠNG BA (01 tập thể, 01 cá nhân)\n1. Nhân dân và cán bộ xã Ba Sao.\n2. Ông Lê Văn Tám, nông dân.",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [xã Ba Sao] conferred",
                "huan-chuong-lao-dong/3 < Chủ tịch nước > individual 1 [Lê Văn Tám] conferred",
            ],
        ),
        (
            "Lấy ý kiến về việc đề nghị xét tặng danh hiệu Nhà giáo Nhân dân, Nhà giáo Ưu tú.\nI. Danh hiệu “Nhà giáo Nhân dân”\n1. Nhà giáo Ưu tú Lê Văn Tám, Hiệu trưởng\n2. Bà Hồ Thị Hoa, giảng viên\nII. Danh hiệu “Nhà giáo Ưu tú”: 01 cá nhân\nBà Trần Thị Lan, giáo viên",
            vec![
                "nha-giao-nhan-dan < Chủ tịch nước > individual 2 [Lê Văn Tám, Hồ Thị Hoa] proposed",
                "nha-giao-uu-tu < Chủ tịch nước > individual 1 [Trần Thị Lan] proposed",
            ],
        ),
        (
            "Sáng nay, Giám đốc Công an tỉnh Hà Nam trao Giấy khen cho ba tập thể, 14 cá nhân.\nBa tập thể gồm Phòng Cảnh sát hình sự, Công an huyện Bình Lục và Công an xã Ba Sao.",
            vec![
                "giay-khen < Giám đốc Công an tỉnh Hà Nam > collective 3 [Phòng Cảnh sát hình sự, Công an huyện Bình Lục, Công an xã Ba Sao] conferred",
                "giay-khen < Giám đốc Công an tỉnh Hà Nam > individual 14 [] conferred",
            ],
        ),
        (
            "Hội Phụ nữ xã Ba Sao được Bộ Y tế tặng Bằng khen, UBND huyện Bình Lục tặng Giấy khen.",
            vec![
                "bang-khen < Bộ Y tế > collective 1 [Hội Phụ nữ xã Ba Sao] past",
                "giay-khen < UBND huyện Bình Lục > collective 1 [Hội Phụ nữ xã Ba Sao] past",
            ],
        ),
        (
            "Dịp này, 12 tập thể đã được Chủ tịch UBND tỉnh, Giám đốc Sở Y tế tỉnh Hà Nam tặng Bằng khen, Giấy khen.",
            vec![
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > collective 12 [] conferred",
                "giay-khen < Giám đốc Sở Y tế tỉnh Hà Nam > collective 12 [] conferred",
            ],
        ),
        (
            "Huyện ủy Bình Lục trao Huy hiệu Đảng cho 38 đảng viên, trong đó: Huy hiệu 75 năm tuổi Đảng có 1 đồng chí, Huy hiệu 70 năm: 5 đồng chí, 60 năm: 32 đồng chí.",
            vec![
                "huy-hieu-dang/75 < Huyện ủy Bình Lục > individual 1 [] conferred",
                "huy-hieu-dang/70 < Huyện ủy Bình Lục > individual 5 [] conferred",
                "huy-hieu-dang/60 < Huyện ủy Bình Lục > individual 32 [] conferred",
            ],
        ),
        (
            "Sáng nay, Bộ Y tế trao Bằng khen cho các tập thể: Sở Y tế, Sở Nội vụ; cá nhân: ông Lê Văn Tám, bà Trần Thị Lan.",
            vec![
                "bang-khen < Bộ Y tế > collective 2 [Sở Y tế, Sở Nội vụ] conferred",
                "bang-khen < Bộ Y tế > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred",
            ],
        ),
        (
            "Sáng nay, UBND huyện Bình Lục tặng bức trướng và Giấy khen cho 5 tập thể hoàn thành xuất sắc nhiệm vụ 5 năm liền (2016 - 2020) và 26 cá nhân.",
            vec![
                "giay-khen < UBND huyện Bình Lục > collective 5 [] conferred",
                "giay-khen < UBND huyện Bình Lục > individual 26 [] conferred",
            ],
        ),
        (
            "Quyết định số 12/QĐ-UBND của Bộ Y tế tặng Bằng khen cho 1 tập thể, 1 hộ gia đình và 1 cá nhân. Cụ thể như sau:\nI. Tập thể\n1. Nhân dân và cán bộ xã Ba Sao, huyện Kim Bảng;\nII. Cá nhân\n1. Ông Lê Văn Tám, Trưởng thôn;\nIII. Hộ gia đình\n1. Bà Trần Thị Lan.",
            vec![
                "bang-khen < Bộ Y tế > collective 1 [xã Ba Sao] conferred",
                "bang-khen < Bộ Y tế > household 1 [Trần Thị Lan] conferred",
                "bang-khen < Bộ Y tế > individual 1 [Lê Văn Tám] conferred",
            ],
        ),
        (
            "Quyết định số 12/QĐ-UBND của Chủ tịch UBND tỉnh Hà Nam tặng Bằng khen cho 1 tập thể, 1 hộ gia đình và 1 cá nhân như sau:\n1. Tập thể\n- Sở Y tế;\n2. Hộ gia đình\n- Bà Trần Thị Lan;\n3. Cá nhân: ông Lê Văn Tám.",
            vec![
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > collective 1 [Sở Y tế] conferred",
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > household 1 [Trần Thị Lan] conferred",
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] conferred",
            ],
        ),
        (
            "Danh sách khen thưởng sáng nay:\n1 Công đoàn Sở Y tế Cờ thi đua của Bộ Y tế\n2 Bà Trần Thị Lan, công nhân Bằng khen của Bộ Y tế\nBuổi lễ kết thúc.",
            vec![
                "co-thi-dua < Bộ Y tế > collective 1 [Công đoàn Sở Y tế] conferred",
                "bang-khen < Bộ Y tế > individual 1 [Trần Thị Lan] conferred",
            ],
        ),
        (
            "Dịp này, UBND huyện Bình Lục tặng 19 tập thể giấy khen.",
            vec!["giay-khen < UBND huyện Bình Lục > collective 19 [] conferred"],
        ),
        (
            "Sáng nay, 3 cá nhân vinh dự được Thủ tướng Chính phủ tặng Bằng khen.",
            vec!["bang-khen < Thủ tướng Chính phủ > individual 3 [] conferred"],
        ),
        (
            "Sáng nay, 24 tập thể và 87 cá nhân điển hình được biểu dương, tặng Bằng khen.",
            vec!["bang-khen < - > collective 24 [] conferred", "bang-khen < - > individual 87 [] conferred"],
        ),
        (
            "Năm nay, Sở Y tế thu hồi giấy khen của Sở năm 2016 đã cấp cho 2 gia đình.",
            vec!["giay-khen < Sở Y tế > household 2 [] revoked"],
        ),
        (
            "Những phần thưởng:\n1995 | Huân chương Lao động hạng Ba | Sở Y tế tỉnh Hà Nam",
            vec!["huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Sở Y tế tỉnh Hà Nam] past"],
        ),
        (
            "Sáng 5/3/2024, bà Trần Thị Lan, Anh hùng Lao động từ năm 2000, đến dự.",
            vec!["anh-hung-lao-dong < Chủ tịch nước > individual 1 [Trần Thị Lan] past"],
        ),
        (
            "Trường Tiểu học Ba Sao đón nhận nhiều phần thưởng cao quý, trong đó có Huân chương Lao động hạng Ba (1998), Bằng khen của Thủ tướng Chính phủ (2008).",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Trường Tiểu học Ba Sao] past",
                "bang-khen < Thủ tướng Chính phủ > collective 1 [Trường Tiểu học Ba Sao] past",
            ],
        ),
        (
            "Trường Tiểu học Ba Sao 60 năm. Những phần thưởng cao quý mà thầy trò gây dựng gồm: Huân chương Lao động hạng Ba (1998); Cờ thi đua của Chính phủ (2008).",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Trường Tiểu học Ba Sao] past",
                "co-thi-dua < Chính phủ > collective 1 [Trường Tiểu học Ba Sao] past",
            ],
        ),
        (
            "Sở Y tế được Chính phủ tặng Cờ thi đua (2012); UBND tỉnh Hà Nam tặng Bằng khen năm 2014.",
            vec![
                "co-thi-dua < Chính phủ > collective 1 [Sở Y tế] past",
                "bang-khen < UBND tỉnh Hà Nam > collective 1 [Sở Y tế] past",
            ],
        ),
        (
            "2. Ông Lê Văn Tám, sinh năm 1969, Chủ nhiệm hợp tác xã; Huân chương Lao động hạng Ba năm 2018; Bằng khen của Bộ Y tế năm 2023.",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "bang-khen < Bộ Y tế > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Sáng nay, 3 cá nhân nhận Bằng khen do Bộ Y tế tặng.",
            vec!["bang-khen < Bộ Y tế > individual 3 [] conferred"],
        ),
        (
            "Hợp tác xã Ba Sao được tuyên dương Anh hùng Lao động năm 1985.",
            vec!["anh-hung-lao-dong < Chủ tịch nước > collective 1 [Hợp tác xã Ba Sao] past"],
        ),
        (
            "Ông Lê Văn Tám được khen thưởng: Huân chương Độc lập hạng Nhì, Huân chương Hồ Chí Minh.",
            vec![
                "huan-chuong-doc-lap/2 < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "huan-chuong-ho-chi-minh < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Ông Lê Văn Tám được tặng nhiều huân huy chương.",
            vec![
                "huan-chuong < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "huy-chuong < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Ông Lê Văn Tám có nhiều bằng khen của Bộ Y tế.",
            vec!["bang-khen < Bộ Y tế > individual 1 [Lê Văn Tám] past"],
        ),
        (
            "Sáng nay, Bộ trưởng Bộ Y tế có thư khen gửi Bệnh viện Đa khoa tỉnh Hà Nam.",
            vec!["thu-khen < Bộ trưởng Bộ Y tế > collective 1 [Bệnh viện Đa khoa tỉnh Hà Nam] conferred"],
        ),
        (
            "Sáng nay, Chủ tịch UBND tỉnh Hà Nam trao Bằng khen, tặng hoa cho 3 đơn vị.",
            vec!["bang-khen < Chủ tịch UBND tỉnh Hà Nam > collective 3 [] conferred"],
        ),
        (
            "Đợt này, 168 đảng viên được tặng Huy hiệu Đảng, trong đó: Huy hiệu 60 năm 47 đồng chí; Huy hiệu 40 năm tuổi Đảng 121 đồng chí.",
            vec![
                "huy-hieu-dang/60 < - > individual 47 [] conferred",
                "huy-hieu-dang/40 < - > individual 121 [] conferred",
            ],
        ),
        (
            "Sáng nay, trao Huy chương Chiến sĩ vẻ vang cho 44 sĩ quan (6 hạng Nhất, 38 hạng Nhì).",
            vec![
                "huy-chuong-chien-si-ve-vang/1 < Chủ tịch nước > individual 6 [] conferred",
                "huy-chuong-chien-si-ve-vang/2 < Chủ tịch nước > individual 38 [] conferred",
            ],
        ),
        (
            "Nội dung trình:\n- Huân chương Độc lập hạng Ba: đề nghị Chủ tịch nước tặng Bệnh viện Ba Sao.",
            vec!["huan-chuong-doc-lap/3 < Chủ tịch nước > collective 1 [Bệnh viện Ba Sao] proposed"],
        ),
        (
            "Chủ tịch UBND tỉnh Hà Nam công nhận 27 cá nhân đạt danh hiệu Chiến sĩ thi đua cấp tỉnh.",
            vec!["chien-si-thi-dua-cap-bo-tinh < Chủ tịch UBND tỉnh Hà Nam > individual 27 [] conferred"],
        ),
        (
            "Sáng nay, Huân chương Lao động hạng Nhì được trao cho 2 tập thể.",
            vec!["huan-chuong-lao-dong/2 < Chủ tịch nước > collective 2 [] conferred"],
        ),
        (
            "Sáng nay đã trao Bằng khen của UBND tỉnh Hà Nam (19 tập thể).",
            vec!["bang-khen < UBND tỉnh Hà Nam > collective 19 [] conferred"],
        ),
        (
            "Dịp này, Chủ tịch nước tặng Huân chương Lao động (3 hạng Nhất, 1 hạng Nhì).",
            vec![
                "huan-chuong-lao-dong/1 < Chủ tịch nước > unspecified 3 [] conferred",
                "huan-chuong-lao-dong/2 < Chủ tịch nước > unspecified 1 [] conferred",
            ],
        ),
        (
            "Các hình thức khen thưởng dịp này:\n- Cờ thi đua của Chính phủ: 5 tập thể;\n- Giấy khen của Sở Y tế tỉnh Hà Nam: 12 cá nhân.",
            vec![
                "co-thi-dua < Chính phủ > collective 5 [] conferred",
                "giay-khen < Sở Y tế tỉnh Hà Nam > individual 12 [] conferred",
            ],
        ),
        (
            "Dịp này, Hội Nông dân tỉnh Hà Nam biểu dương 30 hộ.",
            vec!["bieu-duong < Hội Nông dân tỉnh Hà Nam > household 30 [] conferred"],
        ),
        (
            "Dịp này, Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho 2 tập thể, hạng Ba cho 5 tập thể.",
            vec![
                "huan-chuong-lao-dong/2 < Chủ tịch nước > collective 2 [] conferred",
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 5 [] conferred",
            ],
        ),
        (
            "Chương trình đã tặng Bằng khen của Bộ Y tế, Hội Luật gia Việt Nam cho 19 lượt doanh nghiệp.",
            vec![
                "bang-khen < Bộ Y tế > collective 19 [] conferred",
                "bang-khen < Hội Luật gia Việt Nam > collective 19 [] conferred",
            ],
        ),
        (
            "Trường Tiểu học Ba Sao đã được tặng Huân chương Lao động hạng Ba, Nhì.",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Trường Tiểu học Ba Sao] past",
                "huan-chuong-lao-dong/2 < Chủ tịch nước > collective 1 [Trường Tiểu học Ba Sao] past",
            ],
        ),
        (
            "Dịp này, Bộ Y tế trao thư khen và thưởng thêm 6 tập thể.",
            vec!["thu-khen < Bộ Y tế > collective 6 [] conferred"],
        ),
        (
            "Dịp này, Hội Nông dân tỉnh Hà Nam biểu dương và tặng quà 14 hộ.",
            vec!["bieu-duong < Hội Nông dân tỉnh Hà Nam > household 14 [] conferred"],
        ),
        (
            "Dịp này, Bộ Y tế tặng Bằng khen Bệnh viện Đa khoa Hà Nam.",
            vec!["bang-khen < Bộ Y tế > collective 1 [Bệnh viện Đa khoa Hà Nam] conferred"],
        ),
        (
            "Dịp này, Huân chương Hữu nghị được truy tặng bác sĩ Lê Văn Tám.",
            vec!["huan-chuong-huu-nghi < Chủ tịch nước > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "Chủ tịch UBND tỉnh Hà Nam thu hồi Bằng khen UBND tỉnh Hà Nam đã tặng ông Lê Văn Tám.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] revoked"],
        ),
        (
            "Ông Lê Văn Tám được tặng Huân chương Lao động hạng Ba (1990), hạng Nhì (1995).",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "huan-chuong-lao-dong/2 < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Dịp này, 14 gia đình được tặng Huân chương Độc lập, trong đó 2 gia đình hạng Nhì, 12 gia đình hạng Ba.",
            vec![
                "huan-chuong-doc-lap/2 < Chủ tịch nước > household 2 [] conferred",
                "huan-chuong-doc-lap/3 < Chủ tịch nước > household 12 [] conferred",
            ],
        ),
        (
            "Nhân dịp này, các tập thể, cá nhân Sở Y tế tỉnh Hà Nam được tặng Bằng khen, danh hiệu Chiến sĩ thi đua.",
            vec!["bang-khen < - > mixed - [] conferred", "chien-si-thi-dua < - > individual - [] conferred"],
        ),
        (
            "Tỉnh Hà Nam hiện có 17 Nghệ nhân Ưu tú, 1 Nghệ nhân Nhân dân.",
            vec![
                "nghe-nhan-uu-tu < Chủ tịch nước > individual 17 [] past",
                "nghe-nhan-nhan-dan < Chủ tịch nước > individual 1 [] past",
            ],
        ),
        (
            "Dịp này, lãnh đạo tỉnh trao Kỷ niệm chương do Bộ Y tế tặng cho 12 cá nhân.",
            vec!["ky-niem-chuong < Bộ Y tế > individual 12 [] conferred"],
        ),
        (
            "Sáng nay, Bộ trưởng Bộ Y tế gửi thư khen ngợi các y bác sĩ.",
            vec!["thu-khen < Bộ trưởng Bộ Y tế > individual - [] conferred"],
        ),
        (
            "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho Sở Y tế, công nhận 14 Tập thể lao động xuất sắc, tặng Bằng khen cho 9 cá nhân.",
            vec![
                "bang-khen < UBND tỉnh Hà Nam > collective 1 [Sở Y tế] conferred",
                "tap-the-lao-dong-xuat-sac < UBND tỉnh Hà Nam > collective 14 [] conferred",
                "bang-khen < UBND tỉnh Hà Nam > individual 9 [] conferred",
            ],
        ),
        (
            "Dịp này, các cá nhân được khen thưởng:\n- Ông Lê Văn Tám: Bằng khen của UBND tỉnh Hà Nam.\n- Bà Trần Thị Lan: Bằng khen của UBND tỉnh Hà Nam.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Huyện ủy Bình Lục trao Huy hiệu 75 năm tuổi Đảng cho 1 đồng chí; 60 năm tuổi Đảng cho 3 đồng chí; 30 năm cho 20 đồng chí.",
            vec![
                "huy-hieu-dang/75 < Huyện ủy Bình Lục > individual 1 [] conferred",
                "huy-hieu-dang/60 < Huyện ủy Bình Lục > individual 3 [] conferred",
                "huy-hieu-dang/30 < Huyện ủy Bình Lục > individual 20 [] conferred",
            ],
        ),
        (
            "Sáng nay, 31 cá nhân được tặng Bằng khen, trong đó 21 cá nhân được Bộ Y tế tặng Bằng khen, 10 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.",
            vec![
                "bang-khen < Bộ Y tế > individual 21 [] conferred",
                "bang-khen < UBND tỉnh Hà Nam > individual 10 [] conferred",
            ],
        ),
        (
            "Sáng nay, 3 cá nhân được tặng Bằng khen gồm: ông Lê Văn Tám, bà Trần Thị Lan và chị Hồ Thị Hoa.",
            vec!["bang-khen < - > individual 3 [Lê Văn Tám, Trần Thị Lan, Hồ Thị Hoa] conferred"],
        ),
        (
            "Dịp này, UBND tỉnh Hà Nam khen thưởng.\nI. Bằng khen cho:\n- Ông Lê Văn Tám\n- Bà Trần Thị Lan",
            vec!["bang-khen < - > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Sáng nay, ông Lê Văn Tám và bà Trần Thị Lan lần lượt được trao Huy hiệu 60 năm và 55 năm tuổi Đảng.",
            vec![
                "huy-hieu-dang/60 < - > individual 1 [Lê Văn Tám] conferred",
                "huy-hieu-dang/55 < - > individual 1 [Trần Thị Lan] conferred",
            ],
        ),
        (
            "Huyện ủy Bình Lục trao Huy hiệu 60, 55 và 30 năm tuổi Đảng cho 12 đảng viên.",
            vec!["huy-hieu-dang/mixed < Huyện ủy Bình Lục > individual 12 [] conferred"],
        ),
        (
            "Huân chương Lao động hạng Nhì được đề nghị cho Hợp tác xã Ba Sao.",
            vec!["huan-chuong-lao-dong/2 < Chủ tịch nước > collective 1 [Hợp tác xã Ba Sao] proposed"],
        ),
        (
            "Sở Y tế sẽ trao Giấy khen cho 14 bác sĩ, UBND huyện Bình Lục sẽ tặng Giấy khen cho 20 học sinh.",
            vec![
                "giay-khen < Sở Y tế Hà Nam > individual 14 [] planned",
                "giay-khen < UBND huyện Bình Lục > individual 20 [] planned",
            ],
        ),
        (
            "Sáng nay, Bộ Y tế đã có thư khen Bệnh viện Đa khoa Hà Nam.",
            vec!["thu-khen < Bộ Y tế > collective 1 [Bệnh viện Đa khoa Hà Nam] conferred"],
        ),
        (
            "Sáng nay, người được nhận danh hiệu Thầy thuốc Nhân dân lần này là bác sĩ Lê Văn Tám.",
            vec!["thay-thuoc-nhan-dan < Chủ tịch nước > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "Sáng nay, Công an tỉnh Hà Nam được UBND tỉnh Hà Nam thưởng 5 triệu đồng và tặng Bằng khen.",
            vec!["bang-khen < UBND tỉnh Hà Nam > collective 1 [Công an tỉnh Hà Nam] conferred"],
        ),
        (
            "Bà Trần Thị Lan được tặng Bằng khen. Trước đó bà được phong Nghệ nhân Ưu tú. Bà nói danh hiệu này là của làng; bà đạt danh hiệu này sau 40 năm.",
            vec![
                "bang-khen < - > individual 1 [Trần Thị Lan] past",
                "nghe-nhan-uu-tu < Chủ tịch nước > individual 1 [Trần Thị Lan] past",
            ],
        ),
        (
            "Sáng nay, Trường Tiểu học Ba Sao tổ chức lễ đón nhận Huân chương Lao động hạng Ba. Ông Lê Văn Tám đến dự lễ đón nhận Huân chương Lao động hạng Ba.",
            vec!["huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Trường Tiểu học Ba Sao] conferred"],
        ),
        (
            "Sáng nay, Trường Tiểu học Ba Sao tặng giấy khen, thưởng 300.000 đồng cho em Lê Văn Tám.",
            vec!["giay-khen < Trường Tiểu học Ba Sao > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam trao bằng khen cho người thân của anh Lê Văn Tám.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "UBND tỉnh Hà Nam thu hồi quà tặng và Bằng khen do UBND tỉnh tặng ông Lê Văn Tám.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] revoked"],
        ),
        (
            "Dịp này, 15 cá nhân được Bộ Y tế tuyên dương, được tặng Bằng khen.",
            vec!["bang-khen < - > individual 15 [] conferred"],
        ),
        (
            "Dịp này, viên chức Bệnh viện Đa khoa Hà Nam hân hoan đón nhận Huân chương Lao động hạng Ba.",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Bệnh viện Đa khoa Hà Nam] conferred",
            ],
        ),
        (
            "Dịp này, 48 nông dân cả nước đã được biểu dương.",
            vec!["bieu-duong < - > individual 48 [] conferred"],
        ),
        (
            "Ông Lê Văn Tám được phong phó giáo sư năm 1987; Thầy thuốc Ưu tú năm 1992; Giải thưởng Nhà nước (2005).",
            vec![
                "thay-thuoc-uu-tu < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "giai-thuong-nha-nuoc < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Công ty Gốm Kim Bảng tròn 45 tuổi\n1995: Huân chương Lao động hạng Ba\n2010 và 2015: Cờ thi đua của Bộ Xây dựng",
            vec![
                "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Công ty Gốm Kim Bảng] past",
                "co-thi-dua < Bộ Xây dựng > collective 1 [Công ty Gốm Kim Bảng] past",
            ],
        ),
        (
            "Khen thưởng sáng 19/3\n1 | Lê Văn Tám | Toán | Bằng khen | UBND tỉnh Hà Nam",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] conferred"],
        ),
        (
            "Dịp này, 19 tập thể có thành tích được UBND tỉnh Hà Nam tặng bằng khen, 46 cá nhân có thành tích trong lao động, 12 cá nhân được nhận giấy khen.",
            vec![
                "bang-khen < UBND tỉnh Hà Nam > collective 19 [] conferred",
                "bang-khen < UBND tỉnh Hà Nam > individual 46 [] conferred",
                "giay-khen < - > individual 12 [] conferred",
            ],
        ),
        (
            "UBND tỉnh Hà Nam thu hồi quyết định tặng Bằng khen “Tập thể hoàn thành tốt công tác năm 2018” đối với Sở Y tế.",
            vec!["bang-khen < UBND tỉnh Hà Nam > collective 1 [Sở Y tế] revoked"],
        ),
        (
            "Sáng nay, Chủ tịch nước gắn Huân chương Lao động hạng Nhì lên lá cờ truyền thống của Sở Y tế.",
            vec!["huan-chuong-lao-dong/2 < Chủ tịch nước > collective 1 [Sở Y tế] conferred"],
        ),
        (
            "Sáng nay, Kỷ niệm chương “Vì sự nghiệp Giáo dục” được Bộ Giáo dục và Đào tạo tặng 14 cá nhân.",
            vec!["ky-niem-chuong < Bộ Giáo dục và Đào tạo > individual 14 [] conferred"],
        ),
        (
            "Ông Lê Văn Tám được đề cử danh hiệu Công dân ưu tú.",
            vec!["danh-hieu-khac < - > individual 1 [Lê Văn Tám] proposed"],
        ),
        (
            "Cùng với Bằng khen của UBND tỉnh Hà Nam, anh Lê Văn Tám còn được tặng Huy hiệu của Trung ương Đoàn.",
            vec![
                "bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] past",
                "huy-hieu < Trung ương Đoàn > individual 1 [Lê Văn Tám] past",
            ],
        ),
        (
            "Anh Lê Văn Tám sở hữu bảng thành tích dày với nhiều bằng khen.",
            vec!["bang-khen < - > individual 1 [Lê Văn Tám] past"],
        ),
        (
            "Năm học qua, em Lê Văn Tám mang về hai chiếc giấy khen.",
            vec!["giay-khen < - > individual 1 [Lê Văn Tám] past"],
        ),
        (
            "Giấy khen của em Lê Văn Tám treo trên tường.",
            vec!["giay-khen < - > individual 1 [Lê Văn Tám] past"],
        ),
        (
            "Ông Lê Văn Tám giành ba giải Nhất tại hội diễn và một bằng khen của Bộ Y tế.",
            vec!["bang-khen < Bộ Y tế > individual 1 [Lê Văn Tám] past"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 22 cá nhân. Trong số này có ông Lê Văn Tám và bà Trần Thị Lan.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 22 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Sáng nay, 26 công nhân được UBND tỉnh Hà Nam tặng giấy khen, trong đó có anh Lê Văn Tám.",
            vec!["giay-khen < UBND tỉnh Hà Nam > individual 26 [Lê Văn Tám] conferred"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 9 tập thể, trong đó có Sở Y tế, và 22 cá nhân.",
            vec![
                "bang-khen < UBND tỉnh Hà Nam > collective 9 [Sở Y tế] conferred",
                "bang-khen < UBND tỉnh Hà Nam > individual 22 [] conferred",
            ],
        ),
        (
            "Bằng khen do Bộ trưởng Bộ Y tế tặng cho ông Lê Văn Tám cũng bị thu hồi.",
            vec!["bang-khen < Bộ trưởng Bộ Y tế > individual 1 [Lê Văn Tám] revoked"],
        ),
        (
            "Ông Lê Văn Tám và bà Trần Thị Lan bắt được cướp. Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho cả hai.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho hai cá nhân. Ông Lê Văn Tám và bà Trần Thị Lan đã cứu bốn người.",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Bằng khen | Chủ tịch UBND tỉnh Hà Nam | Sở Y tế; Sở Nội vụ",
            vec!["bang-khen < Chủ tịch UBND tỉnh Hà Nam > collective 2 [Sở Y tế, Sở Nội vụ] past"],
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam trao Huy hiệu Đảng cho 7 đảng viên (60 năm: 2 đồng chí, 50 năm: 5 đồng chí).",
            vec![
                "huy-hieu-dang/60 < UBND tỉnh Hà Nam > individual 2 [] conferred",
                "huy-hieu-dang/50 < UBND tỉnh Hà Nam > individual 5 [] conferred",
            ],
        ),
        (
            "Sáng nay, các cá nhân được UBND tỉnh Hà Nam tặng Bằng khen gồm:\n1. Ông Lê Văn Tám\n2. Bà Trần Thị Lan",
            vec!["bang-khen < UBND tỉnh Hà Nam > individual 2 [Lê Văn Tám, Trần Thị Lan] conferred"],
        ),
        (
            "Ông Lê Văn Tám được Sở Nội vụ tỉnh Hà Nam thống nhất trình Thủ tướng Chính phủ tặng Bằng khen.",
            vec!["bang-khen < Thủ tướng Chính phủ > individual 1 [Lê Văn Tám] proposed"],
        ),
        (
            "Năm 2010, Chủ tịch nước tặng Huân chương Dũng cảm cho ông Lê Văn Tám. Nay Chủ tịch nước thu hồi Huân chương Dũng cảm của ông Lê Văn Tám.",
            vec![
                "huan-chuong-dung-cam < Chủ tịch nước > individual 1 [Lê Văn Tám] past",
                "huan-chuong-dung-cam < Chủ tịch nước > individual 1 [Lê Văn Tám] revoked",
            ],
        ),
    ] {
        assert_eq!(rows_of(text), want, "{text}");
    }
}

#[test]
fn what_is_not_given_gives_no_row() {
    for text in [
        "Luật Thi đua, Khen thưởng quy định về Huân chương Lao động.",
        "Đội tuyển giành Huy chương vàng và được trao cúp.",
        "Nếu hoàn thành, đơn vị sẽ được tặng Bằng khen.",
        "Năm nay không tặng Cờ thi đua cho đơn vị nào.",
        "Sáng nay, Thủ tướng Chính phủ biểu dương Bộ Y tế, Sở Y tế.",
        "Vai chính do NSƯT Anh Tú đóng.",
        "Bằng khen của Thủ tướng Lê Văn Tám treo trên tường.",
        "Thư khen của Đại tướng Lê Văn Tám viết từ năm 1970.",
        "Lãnh đạo huyện Ba Sao mong muốn đơn vị được tặng Bằng khen.",
    ] {
        assert_eq!(rows_of(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn words_that_only_look_like_the_rule_change_no_row() {
    for (text, want) in [
        (
            "Sáng 20/11/2023, Chủ tịch nước truy tặng Huân chương Dũng cảm cho anh Lê Văn Tám (sinh năm 1990).",
            "huan-chuong-dung-cam < Chủ tịch nước > individual 1 [Lê Văn Tám] conferred",
        ),
        (
            "Cả năm, Sở Y tế được UBND tỉnh Hà Nam tặng Bằng khen.",
            "bang-khen < UBND tỉnh Hà Nam > collective 1 [Sở Y tế] past",
        ),
        (
            "Với mong muốn giúp học sinh nghèo, năm 2023 ông Lê Văn Tám được UBND tỉnh Hà Nam tặng Bằng khen.",
            "bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] past",
        ),
        (
            "Trường Tiểu học 2 Ba Sao được UBND tỉnh Hà Nam tặng Bằng khen.",
            "bang-khen < UBND tỉnh Hà Nam > collective 1 [Trường Tiểu học 2 Ba Sao] past",
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho hai cá nhân. Ông Lê Văn Tám và ông Trần Văn Hai đến dự lễ.",
            "bang-khen < UBND tỉnh Hà Nam > individual 2 [] conferred",
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 22 tập thể. Hội nghị nghe nhiều ý kiến. Phong trào lan rộng. \
             Có nhiều nơi làm tốt, tiêu biểu như Công ty An Phú.",
            "bang-khen < UBND tỉnh Hà Nam > collective 22 [] conferred",
        ),
        (
            "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 3 tập thể đã có thành tích xuất sắc trong phòng, chống dịch \
             bệnh, chăm lo đời sống nhân dân, xây dựng nông thôn mới, gồm: Sở Y tế, Sở Nội vụ và Sở Tài chính.",
            "bang-khen < UBND tỉnh Hà Nam > collective 3 [Sở Y tế, Sở Nội vụ, Sở Tài chính] conferred",
        ),
    ] {
        assert_eq!(rows_of(text), [want], "{text}");
    }
}

#[test]
fn an_order_taken_back_makes_no_history_of_one_of_another_class() {
    let text = "Sáng nay, Chủ tịch nước tặng Huân chương Lao động hạng Ba cho Sở Y tế. Trước đó, Chủ tịch nước đã hủy \
        quyết định tặng Huân chương Lao động hạng Nhất cho Sở Y tế.";
    let want = [
        "huan-chuong-lao-dong/3 < Chủ tịch nước > collective 1 [Sở Y tế] conferred",
        "huan-chuong-lao-dong/1 < Chủ tịch nước > collective 1 [Sở Y tế] revoked",
    ];
    assert_eq!(rows_of(text), want);
}

#[test]
fn parts_of_a_figure_of_which_no_more_is_said_are_no_rows() {
    let text = "Sáng nay, UBND tỉnh Hà Nam tặng Bằng khen cho 31 cá nhân, trong đó 21 cầu thủ được tặng Bằng khen, \
        10 cán bộ được tặng Bằng khen.";
    assert_eq!(rows_of(text), ["bang-khen < UBND tỉnh Hà Nam > individual 31 [] conferred"]);
}

#[test]
fn some_of_those_counted_may_be_named_behind() {
    let text = "Sáng nay, Bộ Y tế tặng Bằng khen cho 98 cá nhân. Tỉnh Hà Nam có ông Lê Văn Tám được nhận Bằng khen của Bộ Y tế.";
    assert_eq!(rows_of(text), ["bang-khen < Bộ Y tế > individual 98 [Lê Văn Tám] conferred"]);
}

#[test]
fn a_body_and_a_figure_receive_together() {
    let text = "Sáng nay, Bệnh viện Ba Sao và 4 cá nhân được Bộ Y tế tặng Bằng khen; hai cá nhân và Công ty An Phú được \
        UBND tỉnh Hà Nam tặng Cờ thi đua.";
    let want = [
        "bang-khen < Bộ Y tế > collective 1 [Bệnh viện Ba Sao] conferred",
        "bang-khen < Bộ Y tế > individual 4 [] conferred",
        "co-thi-dua < UBND tỉnh Hà Nam > individual 2 [] conferred",
        "co-thi-dua < UBND tỉnh Hà Nam > collective 1 [Công ty An Phú] conferred",
    ];
    assert_eq!(rows_of(text), want);
}

#[test]
fn who_speaks_of_those_honoured_receives_nothing() {
    let text = "Sáng nay, ông Lê Văn Tám phát biểu tại buổi gặp, chúc mừng ngành được tặng Huân chương Lao động hạng Ba.";
    assert_eq!(rows_of(text), ["huan-chuong-lao-dong/3 < Chủ tịch nước > collective - [] conferred"]);
}

#[test]
fn a_list_of_thousands_is_read_to_its_end() {
    let names = vec!["ông Lê Văn Tám"; 6_000].join(", ");
    let rows = rows_of(&format!("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho {names}."));
    assert_eq!(rows, ["bang-khen < UBND tỉnh Hà Nam > individual 1 [Lê Văn Tám] conferred"]);
}

#[test]
fn an_award_for_units_is_not_given_to_who_heads_one() {
    let text = "Trường Tiểu học Ba Sao do bà Trần Thị Lan phụ trách tám năm được công nhận Tập thể lao động tiên tiến.";
    assert_eq!(
        rows_of(text),
        ["tap-the-lao-dong-tien-tien < - > collective 1 [Trường Tiểu học Ba Sao] past"]
    );
}
