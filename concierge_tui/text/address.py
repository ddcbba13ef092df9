"""Words around an address."""

from typing import Final

POSTAL: Final = "郵便番号"
CITY: Final = "市区町村"
REST: Final = "番地・建物"
REST_HINT: Final = "だれにも見せません"
SEVERAL_PLACES: Final = "複数の町にまたがる番号です。市区町村を書いてください。"
NO_PLACE: Final = "この番号の町が見つかりません。番号を確かめるか、市区町村を書いてください。"
NOT_A_CITY: Final = "市区町村の名前として見つかりません。番地と一緒に、見せない住所として残します。"
