"""HWP 5, an OLE file of records: what its header forbids, 배포용 documents, the way to OWPML.

Made with the help of the published HWP document file format of Hancom Inc.
(본 제품은 한글과컴퓨터의 한글 문서 파일(.hwp) 공개 문서를 참고하여 개발하였습니다.)
"""
